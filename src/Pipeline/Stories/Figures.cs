using System.Text.RegularExpressions;
using Pipeline.Events;

namespace Pipeline.Stories;

/// <summary>The figures of a report: numbers in digits with the word for what they count ("12 wounded"). Pure.</summary>
internal static partial class Figures
{
    // Below this it is no noun.
    private const double MinNounWeight = 0.45;

    // Singular and plural have this much in common.
    private const int NounLength = 4;

    /// <summary>What <paramref name="mention"/> counts, by language and noun, as it is written. What it counts twice is left out, and so are dates and times.</summary>
    public static IReadOnlyDictionary<string, string> Of(EventMention mention)
    {
        var date = mention.DateInEvidence();
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var twice = new HashSet<string>(StringComparer.Ordinal);
        foreach (Match match in Figure().Matches(mention.Evidence))
        {
            if (!date.Overlaps(new(match.Index, match.Index + match.Length)) && KeyOf(match.Groups["noun"].Value, mention.Language) is { } key
                && !found.TryAdd(key, match.Value))
            {
                twice.Add(key);
            }
        }

        foreach (var key in twice)
        {
            found.Remove(key);
        }

        return found;
    }

    /// <summary>Whether two figures of one noun are the same number.</summary>
    public static bool IsSameNumber(string one, string other) => NumberOf(one) == NumberOf(other);

    private static string NumberOf(string figure) => Separator().Replace(Figure().Match(figure).Groups["number"].Value, "");

    private static string? KeyOf(string noun, string language)
    {
        var words = new WordReader(noun, 0, noun.Length);
        if (!words.MoveNext() || TimeWords.Contains(language, words.Word))
        {
            return null;
        }

        var stem = words.Word[..Math.Min(words.Word.Length, WordFrequency.StemLength)];
        return WordFrequency.For(language).OfStem(stem) < MinNounWeight ? null : $"{language}:{stem[..Math.Min(stem.Length, NounLength)]}";
    }

    [GeneratedRegex(@"(?<![\p{L}\d.,/:\-])(?<number>\d{1,3}(?:[ \u00A0\u202F.,]\d{3})+|\d+(?:[.,]\d{1,2})?)\s(?<noun>\p{L}{4,})", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Figure();

    // Between thousands only: what stands before one or two digits parts the decimals.
    [GeneratedRegex(@"[ \u00A0\u202F.,](?=\d{3})", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Separator();
}
