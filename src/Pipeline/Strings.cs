using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Pipeline;

/// <summary>The sentences of one language: what users read, from its <c>strings.json</c>. Immutable and thread-safe.</summary>
public sealed class Strings
{
    private readonly FrozenDictionary<string, string> _texts;
    private readonly HashSet<int> _singular;

    private Strings(string language, IReadOnlyDictionary<string, string> texts)
    {
        Language = language;
        Culture = CultureInfo.GetCultureInfo(language);
        _texts = texts.ToFrozenDictionary(StringComparer.Ordinal);
        _singular = [.. _texts["rules.singular"].Split(' ').Select(n => int.Parse(n, CultureInfo.InvariantCulture))];
    }

    /// <summary>Codes of the languages shipped in this assembly, in alphabetical order.</summary>
    public static IReadOnlyList<string> Languages { get; } =
    [
        .. typeof(Strings).Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith("/strings.json", StringComparison.Ordinal))
            .Select(name => name[..name.IndexOf('/', StringComparison.Ordinal)])
            .Order(StringComparer.Ordinal),
    ];

    private static readonly Lazy<FrozenDictionary<string, Strings>> Shipped =
        new(() => Languages.ToFrozenDictionary(code => code, Load, StringComparer.Ordinal));

    /// <summary>ISO 639-1 code.</summary>
    public string Language { get; }

    /// <summary>Month and weekday names and number formats.</summary>
    public CultureInfo Culture { get; }

    /// <summary>All keys.</summary>
    public IReadOnlyCollection<string> Keys => _texts.Keys;

    /// <summary>The sentences of <paramref name="language"/>.</summary>
    /// <exception cref="ArgumentException">No such language is shipped.</exception>
    public static Strings For(string language) =>
        Shipped.Value.GetValueOrDefault(language) ?? throw new ArgumentException($"The language '{language}' is not shipped.", nameof(language));

    /// <summary>The sentence <paramref name="key"/>, each <c>{name}</c> in it replaced by its value.</summary>
    /// <exception cref="KeyNotFoundException">The key does not exist: an error of the program.</exception>
    public string Text(string key, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var pattern = _texts.TryGetValue(key, out var found) ? found : throw new KeyNotFoundException($"No sentence '{key}' in '{Language}'.");
        var text = new StringBuilder(pattern.Length + 32);
        var at = 0;
        while (at < pattern.Length)
        {
            var close = pattern[at] == '{' ? pattern.IndexOf('}', at) : -1;
            if (close < 0)
            {
                text.Append(pattern[at++]);
                continue;
            }

            text.Append(ValueOf(pattern[(at + 1)..close], values, key));
            at = close + 1;
        }

        return text.ToString();
    }

    /// <summary>The sentence for <paramref name="count"/> things: <c>key.one</c> or <c>key.other</c> by the plural rule of the language, <c>{count}</c> filled in.</summary>
    public string Plural(string key, int count) =>
        Text(key + (_singular.Contains(count) ? ".one" : ".other"), ("count", count.ToString("N0", Culture)));

    /// <summary>The same sentences with those of <paramref name="texts"/> in place of ours.</summary>
    /// <exception cref="KeyNotFoundException">One of them has a key that does not exist.</exception>
    internal Strings With(IReadOnlyDictionary<string, string> texts)
    {
        var all = new Dictionary<string, string>(_texts, StringComparer.Ordinal);
        foreach (var (key, text) in texts)
        {
            all[key] = _texts.ContainsKey(key) ? text : throw new KeyNotFoundException($"No sentence '{key}' in '{Language}'.");
        }

        return new(Language, all);
    }

    /// <summary>The sentences of a file by their keys, the names of all levels parted by dots.</summary>
    /// <exception cref="FormatException">It holds something else than sentences.</exception>
    internal static Dictionary<string, string> Flatten(JsonElement file)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        Flatten("", file, texts);
        return texts;
    }

    /// <summary>What the sentence <paramref name="key"/> is made of, its <c>{names}</c> not filled in.</summary>
    internal string Pattern(string key) => _texts[key];

    private static string ValueOf(string name, ReadOnlySpan<(string Name, string Value)> values, string key)
    {
        foreach (var (candidate, value) in values)
        {
            if (string.Equals(candidate, name, StringComparison.Ordinal))
            {
                return value;
            }
        }

        throw new KeyNotFoundException($"The sentence '{key}' asks for '{name}', which is not given.");
    }

    private static Strings Load(string language)
    {
        using var stream = typeof(Strings).Assembly.GetManifestResourceStream(language + "/strings.json")!;
        using var document = JsonDocument.Parse(stream);
        return new(language, Flatten(document.RootElement));
    }

    private static void Flatten(string prefix, JsonElement element, Dictionary<string, string> texts)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException("Sentences stand in an object.");
        }

        foreach (var property in element.EnumerateObject())
        {
            var key = prefix + property.Name;
            if (property.Value.ValueKind == JsonValueKind.Object)
            {
                Flatten(key + ".", property.Value, texts);
            }
            else
            {
                texts.Add(key, property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString()! : throw new FormatException($"'{key}' is no text."));
            }
        }
    }
}
