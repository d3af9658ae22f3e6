using System.Runtime.InteropServices;

namespace Pipeline.Stories;

/// <summary>An entry of a profile: a name, equal in all languages, or a stem of one language.</summary>
/// <param name="Key">The folded name, or <c>fr:stem</c>.</param>
/// <param name="Name">The name as written; null for a stem.</param>
/// <param name="Weight">Its part of the profile, which is a vector of length 1.</param>
public sealed record StoryTerm(string Key, string? Name, double Weight)
{
    private const int Digits = 4;
    private const double MinOthers = 0.04;

    // Empty for a name.
    private string Language { get; } = Name is null ? Key[..Key.IndexOf(':', StringComparison.Ordinal)] : "";

    /// <summary>The heaviest <paramref name="max"/> of <paramref name="entries"/> as a vector of length 1, heaviest first.</summary>
    internal static List<StoryTerm> Normalize(IEnumerable<StoryTerm> entries, int max)
    {
        var kept = entries.ToList();
        kept.Sort((x, y) => y.Weight.CompareTo(x.Weight) is var order && order != 0 ? order : string.CompareOrdinal(x.Key, y.Key));
        kept.RemoveRange(Math.Min(max, kept.Count), Math.Max(0, kept.Count - max));
        var length = Math.Sqrt(kept.Sum(entry => entry.Weight * entry.Weight));
        for (var i = 0; i < kept.Count; i++)
        {
            kept[i] = kept[i] with { Weight = Math.Round(kept[i].Weight / length, Digits) };
        }

        return kept;
    }

    /// <summary>The sum of <paramref name="profiles"/> in the form of <see cref="Normalize"/>.</summary>
    internal static List<StoryTerm> Sum(IEnumerable<IReadOnlyList<StoryTerm>> profiles, int max)
    {
        var sums = new Dictionary<string, (StoryTerm Term, double Weight)>(StringComparer.Ordinal);
        foreach (var profile in profiles)
        {
            foreach (var entry in profile)
            {
                ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, entry.Key, out var isKnown);
                sum = isKnown ? (sum.Term, sum.Weight + entry.Weight) : (entry, entry.Weight);
            }
        }

        return Normalize(sums.Values.Select(sum => sum.Term with { Weight = sum.Weight }), max);
    }

    /// <summary>
    /// The cosine of two profiles, over what they can share: names always, stems where both have stems of one language. Zero where but one name carries it: two
    /// matters of one town are two stories.
    /// </summary>
    internal static double Similarity(IReadOnlyList<StoryTerm> one, IReadOnlyList<StoryTerm> other)
    {
        var weights = new Dictionary<string, double>(other.Count, StringComparer.Ordinal);
        var ownLanguages = LanguagesOf(one);
        var otherLanguages = LanguagesOf(other);
        double shared = 0, most = 0, length = 0, otherLength = 0;
        foreach (var entry in other)
        {
            if (ownLanguages.Contains(entry.Language))
            {
                weights[entry.Key] = entry.Weight;
                otherLength += entry.Weight * entry.Weight;
            }
        }

        foreach (var entry in one)
        {
            if (otherLanguages.Contains(entry.Language))
            {
                var part = entry.Weight * weights.GetValueOrDefault(entry.Key);
                shared += part;
                most = Math.Max(most, part);
                length += entry.Weight * entry.Weight;
            }
        }

        var lengths = Math.Sqrt(length * otherLength);
        return shared == 0 || (shared - most) / lengths < MinOthers ? 0 : shared / lengths;
    }

    // One or two, and the empty one of names: a list is faster than a set.
    private static List<string> LanguagesOf(IReadOnlyList<StoryTerm> profile)
    {
        var languages = new List<string>();
        foreach (var entry in profile)
        {
            if (!languages.Contains(entry.Language))
            {
                languages.Add(entry.Language);
            }
        }

        return languages;
    }
}
