namespace Pipeline.Benchmarks.Pages;

/// <summary>The rule of adbar/trafilatura: pieces that must stand in the text and pieces that must not, counted over all pages.</summary>
internal sealed class Segments
{
    private int _hit;
    private int _excess;
    private int _missing;
    private int _left;

    public int Count { get; private set; }

    public double Precision => (double)_hit / (_hit + _excess);

    public double Recall => (double)_hit / (_hit + _missing);

    public double Accuracy => (double)(_hit + _left) / (_hit + _excess + _missing + _left);

    public double F1 => 2 * Precision * Recall / (Precision + Recall);

    /// <summary>Counts a page; the answer is its misses, wanted pieces with a minus, unwanted ones with a plus.</summary>
    public IReadOnlyList<string> Add(IReadOnlyList<string> with, IReadOnlyList<string> without, string got)
    {
        var text = Normal(got);
        var missing = with.Where(piece => !text.Contains(Normal(piece), StringComparison.Ordinal)).ToList();
        var excess = without.Where(piece => text.Contains(Normal(piece), StringComparison.Ordinal)).ToList();
        _hit += with.Count - missing.Count;
        _missing += missing.Count;
        _excess += excess.Count;
        _left += without.Count - excess.Count;
        Count++;
        return [.. missing.Select(piece => "- " + piece), .. excess.Select(piece => "+ " + piece)];
    }

    private static string Normal(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
