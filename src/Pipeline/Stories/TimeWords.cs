using System.Collections.Frozen;
using System.Text.Json;

namespace Pipeline.Stories;

/// <summary>The words of each language that count time, from the class <c>unit</c> of its lexicon: "14 hours" says nothing that is counted. Immutable and thread-safe.</summary>
internal static class TimeWords
{
    private const string Resource = "/lexicon.json";

    private static readonly Lazy<FrozenDictionary<string, FrozenSet<string>>> s_shipped = new(() => typeof(TimeWords).Assembly.GetManifestResourceNames()
        .Where(name => name.EndsWith(Resource, StringComparison.Ordinal))
        .ToFrozenDictionary(name => name[..^Resource.Length], Load, StringComparer.Ordinal));

    /// <summary>Whether <paramref name="word"/>, folded, counts time in <paramref name="language"/> (ISO 639-1).</summary>
    public static bool Contains(string language, ReadOnlySpan<char> word) =>
        s_shipped.Value.TryGetValue(language, out var words) && words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    private static FrozenSet<string> Load(string resource)
    {
        using var stream = typeof(TimeWords).Assembly.GetManifestResourceStream(resource)!;
        using var lexicon = JsonDocument.Parse(stream);
        return lexicon.RootElement.GetProperty("classes").GetProperty("unit").GetProperty("values").EnumerateObject()
            .Select(unit => WordReader.WordsOf(unit.Name)).Where(words => words.Count == 1).Select(words => words[0])
            .ToFrozenSet(StringComparer.Ordinal);
    }
}
