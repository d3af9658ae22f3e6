using System.Collections.Frozen;
using System.Text;

namespace Pipeline.Stories;

/// <summary>
/// What the words of news stand for in any of the languages, from the shipped list <c>concepts.txt</c>: "incendie", "fire", "Waldbrand", "incendio" are one concept. A word
/// may stand for several. Immutable and thread-safe.
/// </summary>
internal sealed class NewsConcepts
{
    private const string Resource = "concepts.txt";
    private const string Compounding = "de";
    private const char Comment = '#';
    private const char Whole = '=';
    private const char Who = '*';
    private const int MinCompoundPart = 5;

    private static readonly string[] s_languages = ["fr", "en", "de", "es", "it"];
    private static readonly Lazy<FrozenDictionary<string, NewsConcepts>> s_shipped = new(Load);
    private static readonly NewsConcepts s_none = new([], false);

    // A word with = behind it is looked up as it stands, another as a beginning.
    private readonly FrozenDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> _concepts;
    private readonly bool _compounds;
    private readonly int _shortest;
    private readonly int _longest;

    private NewsConcepts(Dictionary<string, List<int>> concepts, bool compounds)
    {
        _concepts = concepts.ToFrozenDictionary(entry => entry.Key, entry => entry.Value.ToArray(), StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _compounds = compounds;
        _shortest = concepts.Count == 0 ? 0 : concepts.Keys.Min(word => word.Length);
        _longest = concepts.Count == 0 ? -1 : concepts.Keys.Max(word => word.Length);
    }

    /// <summary>The concepts in the words of <paramref name="language"/> (ISO 639-1); a language without a list has none.</summary>
    public static NewsConcepts For(string language) => s_shipped.Value.GetValueOrDefault(language, s_none);

    /// <summary>Whether a concept says who, and not what: a mayor, the police.</summary>
    public static bool IsWho(int concept) => concept < 0;

    /// <summary>The concepts that <paramref name="word"/> may stand for; it is folded. Empty for most words.</summary>
    public IReadOnlyList<int> Of(string word)
    {
        var found = OfPart(word, _shortest);
        for (var start = 1; _compounds && start <= word.Length - MinCompoundPart; start++)
        {
            if (OfPart(word[start..], MinCompoundPart) is { Length: > 0 } part)
            {
                return [.. found.Union(part)];
            }
        }

        return found;
    }

    private int[] OfPart(string word, int shortest) => Find($"{word}{Whole}") is { Length: > 0 } whole ? whole : OfBeginning(word, shortest);

    // By the longest beginning that is listed.
    private int[] OfBeginning(ReadOnlySpan<char> word, int shortest)
    {
        for (var length = Math.Min(word.Length, _longest); length >= shortest; length--)
        {
            if (Find(word[..length]) is { Length: > 0 } found)
            {
                return found;
            }
        }

        return [];
    }

    private int[] Find(ReadOnlySpan<char> word) => _concepts.TryGetValue(word, out var concepts) ? concepts : [];

    private static FrozenDictionary<string, NewsConcepts> Load()
    {
        var byLanguage = s_languages.ToDictionary(code => code, _ => new Dictionary<string, List<int>>(StringComparer.Ordinal), StringComparer.Ordinal);
        using var reader = new StreamReader(typeof(NewsConcepts).Assembly.GetManifestResourceStream(Resource)!, Encoding.UTF8);
        for (var number = 1; reader.ReadLine() is { } line;)
        {
            if (line.Length == 0 || line[0] == Comment)
            {
                continue;
            }

            // Those that say who are below zero.
            var concept = line[0] == Who ? -number : number;
            var columns = line.TrimStart(Who).Split('|');
            for (var i = 0; i < s_languages.Length; i++)
            {
                foreach (var word in columns[i].Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    var words = byLanguage[s_languages[i]];
                    (words.TryGetValue(word, out var concepts) ? concepts : words[word] = []).Add(concept);
                }
            }

            number++;
        }

        return byLanguage.ToFrozenDictionary(entry => entry.Key, entry => new NewsConcepts(entry.Value, entry.Key == Compounding), StringComparer.Ordinal);
    }
}
