using Pipeline.Events;

namespace Pipeline.Stories;

/// <summary>Lets the decisions of editors win over the scores: in the order in which they were made, so that a later one holds.</summary>
internal sealed class RulingPass(IReadOnlyList<Ruling> rulings)
{
    /// <summary>The events of <paramref name="clusters"/> as the editors want them.</summary>
    public IReadOnlyList<IReadOnlyList<EventMention>> Apply(IReadOnlyList<IReadOnlyList<EventMention>> clusters)
    {
        if (rulings.Count == 0)
        {
            return clusters;
        }

        var events = clusters.Select(cluster => cluster.ToList()).ToList();
        foreach (var ruling in rulings.OrderBy(ruling => ruling.At).ThenBy(ruling => ruling.Id, StringComparer.Ordinal))
        {
            var one = Holding(events, ruling.Mention);
            var other = Holding(events, ruling.Other);
            if (ruling.Kind == RulingKind.Merge && one is not null && other is not null && one != other)
            {
                one.AddRange(other);
                events.Remove(other);
            }
            else if (ruling.Kind == RulingKind.Split && one is not null && one == other)
            {
                var apart = one.Where(mention => mention.Id == ruling.Mention).ToList();
                one.RemoveAll(apart.Contains);
                events.Add(apart);
            }
        }

        return events;
    }

    private static List<EventMention>? Holding(List<List<EventMention>> events, string mention) =>
        events.Find(cluster => cluster.Exists(candidate => candidate.Id == mention));
}
