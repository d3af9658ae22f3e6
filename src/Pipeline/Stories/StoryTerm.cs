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
        var kept = entries.OrderByDescending(entry => entry.Weight).ThenBy(entry => entry.Key, StringComparer.Ordinal).Take(max).ToList();
        var length = Math.Sqrt(kept.Sum(entry => entry.Weight * entry.Weight));
        return [.. kept.Select(entry => entry with { Weight = Math.Round(entry.Weight / length, Digits) })];
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


    private static HashSet<string> LanguagesOf(IReadOnlyList<StoryTerm> profile)
    {
        var languages = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in profile)
        {
            languages.Add(entry.Language);
        }

        return languages;
    }
}
