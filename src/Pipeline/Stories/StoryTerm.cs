using System.Runtime.InteropServices;

namespace Pipeline.Stories;

/// <summary>An entry of a profile: a name, equal in all languages, or a stem of one language.</summary>
/// <param name="Key">The folded name, or <c>fr:stem</c>.</param>
/// <param name="Name">The name as written; null for a stem.</param>
/// <param name="Weight">Its part of the profile, which is a vector of length 1.</param>
public readonly record struct StoryTerm(string Key, string? Name, double Weight)
{
    private const int Digits = 4;

    /// <summary>The heaviest <paramref name="max"/> of <paramref name="entries"/>, which are put in order, as a vector of length 1, heaviest first.</summary>
    internal static IReadOnlyList<StoryTerm> Normalize(List<(string Key, string? Name, double Weight)> entries, int max)
    {
        entries.Sort((x, y) => y.Weight.CompareTo(x.Weight) is var order && order != 0 ? order : string.CompareOrdinal(x.Key, y.Key));
        var kept = CollectionsMarshal.AsSpan(entries)[..Math.Min(max, entries.Count)];
        var squares = 0.0;
        foreach (var entry in kept)
        {
            squares += entry.Weight * entry.Weight;
        }

        var length = Math.Sqrt(squares);
        var terms = new StoryTerm[kept.Length];
        for (var i = 0; i < terms.Length; i++)
        {
            terms[i] = new(kept[i].Key, kept[i].Name, Math.Round(kept[i].Weight / length, Digits));
        }

        return terms;
    }

    /// <summary>The sum of <paramref name="profiles"/> in the form of <see cref="Normalize"/>.</summary>
    internal static IReadOnlyList<StoryTerm> Sum(IEnumerable<IReadOnlyList<StoryTerm>> profiles, int max)
    {
        var sums = new Dictionary<string, (string? Name, double Weight)>(2 * max, StringComparer.Ordinal);
        foreach (var profile in profiles)
        {
            foreach (var entry in profile)
            {
                ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, entry.Key, out var isKnown);
                sum = isKnown ? (sum.Name, sum.Weight + entry.Weight) : (entry.Name, entry.Weight);
            }
        }

        var entries = new List<(string Key, string? Name, double Weight)>(sums.Count);
        foreach (var (key, (name, weight)) in sums)
        {
            entries.Add((key, name, weight));
        }

        return Normalize(entries, max);
    }
}
