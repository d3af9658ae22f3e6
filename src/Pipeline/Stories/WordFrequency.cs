using System.Collections.Frozen;
using System.Text;

namespace Pipeline.Stories;

/// <summary>
/// How much a word says, from its rank in a shipped list of each language: by Zipf's law the logarithm of the rank is the inverse document frequency but for a
/// constant, so the first hundred articles are judged as well as the rest. Immutable and thread-safe.
/// </summary>
internal sealed class WordFrequency
{
    /// <summary>Letters of a stem: in the languages of the packs a cut at five does the work of a stemmer.</summary>
    public const int StemLength = 5;

    private const string Resource = "/frequency.txt";
    private const char Comment = '#';

    private static readonly Lazy<FrozenDictionary<string, WordFrequency>> s_shipped = new(() => Names().ToFrozenDictionary(code => code, Load, StringComparer.Ordinal));

    private static readonly WordFrequency s_none = new([]);

    private readonly FrozenDictionary<string, double>.AlternateLookup<ReadOnlySpan<char>> _words;
    private readonly FrozenDictionary<string, double>.AlternateLookup<ReadOnlySpan<char>> _stems;

    private WordFrequency(IReadOnlyList<string> words)
    {
        var scale = Math.Log(words.Count + 1);
        var byWord = new Dictionary<string, double>(StringComparer.Ordinal);
        var byStem = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var rank = 0; rank < words.Count; rank++)
        {
            var weight = Math.Log(rank + 1) / scale;
            byWord.TryAdd(words[rank], weight);
            byStem.TryAdd(words[rank].Length > StemLength ? words[rank][..StemLength] : words[rank], weight);
        }

        _words = byWord.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _stems = byStem.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The list of <paramref name="language"/> (ISO 639-1); of a language without one every word says all.</summary>
    public static WordFrequency For(string language) => s_shipped.Value.GetValueOrDefault(language, s_none);

    /// <summary>From 0 for the most frequent word to 1 for one that the list does not know; <paramref name="word"/> is folded.</summary>
    public double OfWord(ReadOnlySpan<char> word) => _words.TryGetValue(word, out var weight) ? weight : 1;

    /// <summary>The same for a stem: that of its most frequent word.</summary>
    public double OfStem(ReadOnlySpan<char> stem) => _stems.TryGetValue(stem, out var weight) ? weight : 1;

    private static IEnumerable<string> Names() => typeof(WordFrequency).Assembly.GetManifestResourceNames()
        .Where(name => name.EndsWith(Resource, StringComparison.Ordinal))
        .Select(name => name[..^Resource.Length]);

    private static WordFrequency Load(string code)
    {
        using var reader = new StreamReader(typeof(WordFrequency).Assembly.GetManifestResourceStream(code + Resource)!, Encoding.UTF8);
        var words = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != Comment)
            {
                words.Add(line);
            }
        }

        return new(words);
    }
}
