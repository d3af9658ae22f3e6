namespace Pipeline.Stories;

/// <summary>An entry of a profile: a name, equal in all languages, or a stem of one language.</summary>
/// <param name="Key">The folded name, or <c>fr:stem</c>.</param>
/// <param name="Name">The name as written; null for a stem.</param>
/// <param name="Weight">Its part of the profile, which is a vector of length 1.</param>
public sealed record StoryTerm(string Key, string? Name, double Weight)
{
    private const int Digits = 4;

    /// <summary>The heaviest <paramref name="max"/> of <paramref name="entries"/> as a vector of length 1, heaviest first.</summary>
    internal static List<StoryTerm> Normalize(IEnumerable<StoryTerm> entries, int max)
    {
        var kept = entries.OrderByDescending(entry => entry.Weight).ThenBy(entry => entry.Key, StringComparer.Ordinal).Take(max).ToList();
        var length = Math.Sqrt(kept.Sum(entry => entry.Weight * entry.Weight));
        return [.. kept.Select(entry => entry with { Weight = Math.Round(entry.Weight / length, Digits) })];
    }

    /// <summary>The cosine of two profiles.</summary>
    internal static double Similarity(IReadOnlyList<StoryTerm> one, IReadOnlyList<StoryTerm> other)
    {
        var weights = other.ToDictionary(entry => entry.Key, entry => entry.Weight, StringComparer.Ordinal);
        return one.Sum(entry => entry.Weight * weights.GetValueOrDefault(entry.Key));
    }
}
