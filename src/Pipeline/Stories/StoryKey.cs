using System.Globalization;

namespace Pipeline.Stories;

/// <summary>A name under which a story is found, with a month of its articles: <c>castelrive~2026-03</c>.</summary>
public static class StoryKey
{
    /// <summary>The key of <paramref name="name"/> for the month of <paramref name="published"/>.</summary>
    public static string Of(string name, DateOnly published) => string.Create(CultureInfo.InvariantCulture, $"{name}~{published:yyyy-MM}");

    /// <summary>The two parts of <paramref name="key"/>.</summary>
    public static (string Name, string Month) Split(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var at = key.LastIndexOf('~');
        return (key[..at], key[(at + 1)..]);
    }
}
