namespace Pipeline.Articles.Reading.Html;

/// <summary>Knows a page that was saved with nothing on it but the question for consent, in the words of all shipped languages. Thread-safe.</summary>
internal sealed class ConsentWall
{
    // An article about the matter is longer, or speaks of other things in most of its paragraphs.
    private const int MaxCharacters = 3_000;
    private const double MinShare = 0.5;

    private readonly IReadOnlyList<string> _stems =
        [.. Strings.Languages.SelectMany(code => Strings.For(code).Text("reading.consentStems").Split(' ')).Select(Folding.Fold).Distinct()];

    /// <summary>Whether most of <paramref name="lines"/>, by their length, ask for consent.</summary>
    public bool IsAll(IReadOnlyList<string> lines)
    {
        var all = lines.Sum(line => line.Length);
        return all > 0 && all <= MaxCharacters && lines.Where(Asks).Sum(line => line.Length) >= MinShare * all;
    }

    private bool Asks(string line) =>
        Folding.Fold(line).Split(' ').Any(word => _stems.Any(stem => word.TrimStart('«', '"', '(', '“').StartsWith(stem, StringComparison.Ordinal)));
}
