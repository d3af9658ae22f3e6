using System.Text.RegularExpressions;

namespace Pipeline.Benchmarks.Pages;

/// <summary>The rule of scrapinghub/article-extraction-benchmark: shares of common runs of four words, averaged over the pages.</summary>
internal sealed partial class Shingles
{
    private const int Length = 4;
    private readonly List<(double Hit, double Excess, double Missing)> _pages = [];

    public int Count => _pages.Count;

    public double Precision => _pages.Where(page => page.Hit + page.Excess > 0).Average(page => Share(page.Hit, page.Excess, page.Missing));

    public double Recall => _pages.Where(page => page.Hit + page.Missing > 0).Average(page => Share(page.Hit, page.Missing, page.Excess));

    public double F1 => 2 * Precision * Recall / (Precision + Recall);

    /// <summary>Counts a page; the answer is its own F1.</summary>
    public double Add(string wanted, string got)
    {
        var (gold, ours) = (Count4(wanted), Count4(got));
        double hit = 0, excess = 0, missing = 0;
        foreach (var key in gold.Keys.Union(ours.Keys))
        {
            int inGold = gold.GetValueOrDefault(key), inOurs = ours.GetValueOrDefault(key);
            hit += Math.Min(inGold, inOurs);
            excess += Math.Max(0, inOurs - inGold);
            missing += Math.Max(0, inGold - inOurs);
        }

        var sum = hit + excess + missing;
        if (sum > 0)
        {
            (hit, excess, missing) = (hit / sum, excess / sum, missing / sum);
        }

        _pages.Add((hit, excess, missing));
        return 2 * hit / Math.Max(2 * hit + excess + missing, double.Epsilon);
    }

    private static double Share(double hit, double other, double third) => other == 0 && third == 0 ? 1 : hit == 0 ? 0 : hit / (hit + other);

    private static Dictionary<string, int> Count4(string text)
    {
        var words = Word().Matches(text).Select(match => match.Value).ToArray();
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < Math.Max(1, words.Length - Length + 1) && words.Length > 0; i++)
        {
            var key = string.Join(' ', words[i..Math.Min(words.Length, i + Length)]);
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }

        return counts;
    }

    [GeneratedRegex(@"[\p{L}\p{N}_]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
