using System.Runtime.InteropServices;
using Pipeline.Events;

namespace Pipeline.Stories;

/// <summary>
/// What the words of reports weigh within one story: by the shipped frequency of the language, and less the more reports of the story use them, since what all of
/// them say tells no event from another. Depends on the story's content only.
/// </summary>
internal sealed class MentionWeights
{
    private const double NumberWeight = 0.8;
    private readonly Dictionary<string, int> _terms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);

    /// <summary>Counts over <paramref name="mentions"/>.</summary>
    public MentionWeights(IEnumerable<EventMention> mentions)
    {
        foreach (var mention in mentions)
        {
            Count(_terms, mention.Terms);
            Count(_names, mention.Names);
        }
    }

    /// <summary>The weight of a stem or number of a report in <paramref name="language"/>.</summary>
    public double OfTerm(string term, string language) =>
        (char.IsDigit(term[0]) ? NumberWeight : WordFrequency.For(language).OfStem(term)) * Local(_terms, term);

    /// <summary>The weight of a name.</summary>
    public double OfName(string name) => Local(_names, name);

    private static void Count(Dictionary<string, int> counts, IReadOnlyList<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(counts, words[i], out _)++;
        }
    }

    private static double Local(Dictionary<string, int> counts, string word) => 1 / (1 + Math.Log(Math.Max(1, counts.GetValueOrDefault(word) - 1)));
}
