using Pipeline.Events;

namespace Pipeline.Stories;

/// <summary>
/// What the words of reports weigh within one story: by the shipped frequency of the language, and less the more articles of the story use them, since what all of
/// them say tells no event from another. Depends on the story's content only.
/// </summary>
internal sealed class MentionWeights
{
    private const double NumberWeight = 0.8;
    private readonly Dictionary<string, double> _local = new(StringComparer.Ordinal);

    /// <summary>Counts over <paramref name="mentions"/>.</summary>
    public MentionWeights(IEnumerable<EventMention> mentions)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var mention in mentions)
        {
            foreach (var term in mention.Terms.Concat(mention.Names.Select(NameKey)))
            {
                counts[term] = counts.GetValueOrDefault(term) + 1;
            }
        }

        foreach (var (term, count) in counts)
        {
            _local[term] = 1 / (1 + Math.Log(Math.Max(1, count - 1)));
        }
    }

    /// <summary>The weight of a stem or number of a report in <paramref name="language"/>.</summary>
    public double OfTerm(string term, string language) =>
        (char.IsDigit(term[0]) ? NumberWeight : WordFrequency.For(language).OfStem(term)) * _local.GetValueOrDefault(term, 1);

    /// <summary>The weight of a name.</summary>
    public double OfName(string name) => _local.GetValueOrDefault(NameKey(name), 1);

    private static string NameKey(string name) => "=" + name;
}
