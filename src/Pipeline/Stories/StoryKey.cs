using System.Globalization;

namespace Pipeline.Stories;

/// <summary>A name under which a story is found, with a month of its articles: <c>castelrive~2026-03</c>.</summary>
public static class StoryKey
{
    /// <summary>The keys of the names and stems of <paramref name="entries"/>.</summary>
    public static IEnumerable<string> AllOf(IEnumerable<StoryTerm> entries, DateOnly published)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var month = published.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        return entries.Select(entry => $"{entry.Key}~{month}");
    }

    /// <summary>The two parts of <paramref name="key"/>.</summary>
    public static (string Name, string Month) Split(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var at = key.LastIndexOf('~');
        return (key[..at], key[(at + 1)..]);
    }
}
