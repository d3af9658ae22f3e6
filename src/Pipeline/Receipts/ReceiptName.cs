using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.RegularExpressions;
using Pipeline.Articles;

namespace Pipeline.Receipts;

/// <summary>
/// The name of a receipt, <c>{slug}.{article id}</c>: the slug lets an editor find his file by eye, the id alone tells files apart. Only ASCII letters,
/// digits, hyphens and one dot, whatever the file is called; the same for every Unicode form of one name.
/// </summary>
public readonly partial record struct ReceiptName
{
    /// <summary>A slug is never longer, in characters.</summary>
    public const int MaxSlugCharacters = 60;

    private const string Page = ".html";
    private const string Data = ".json";

    // What a name without a letter that ASCII has is called; and what stands before names that are devices on some systems.
    private const string Nameless = "file";

    private static readonly FrozenSet<string> Devices = new[] { "con", "prn", "aux", "nul" }
        .Concat(Enumerable.Range(1, 9).SelectMany(n => new[] { $"com{n}", $"lpt{n}" })).ToFrozenSet(StringComparer.Ordinal);

    // Letters that no decomposition takes apart.
    private static readonly FrozenDictionary<char, string> Spelled = new Dictionary<char, string>
    {
        ['œ'] = "oe",
        ['æ'] = "ae",
        ['ß'] = "ss",
        ['ø'] = "o",
        ['ł'] = "l",
        ['đ'] = "d",
        ['ð'] = "d",
        ['þ'] = "th",
        ['ı'] = "i",
    }.ToFrozenDictionary();

    private ReceiptName(string text) => Text = text;

    /// <summary>The name without an extension.</summary>
    public string Text { get; }

    /// <summary>Name of the page.</summary>
    public string Html => Text + Page;

    /// <summary>Name of the data.</summary>
    public string Json => Text + Data;

    /// <summary>The name of the receipt of the file dropped as <paramref name="fileName"/>.</summary>
    public static ReceiptName Of(string fileName)
    {
        ArgumentException.ThrowIfNullOrEmpty(fileName);
        return new($"{SlugOf(fileName)}.{ArticleId.FromBlobName(fileName).Value}");
    }

    /// <summary>Whether <paramref name="text"/> is the name of a receipt's page or data, and nothing else.</summary>
    public static bool IsFile([NotNullWhen(true)] string? text) => text is not null && File().IsMatch(text);

    /// <summary>Whether <paramref name="file"/>, which is a receipt's, is its page and not its data.</summary>
    public static bool IsPage(string file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.EndsWith(Page, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    // The end of a long name tells more than its folders.
    private static string SlugOf(string fileName)
    {
        var slug = new StringBuilder();
        foreach (var c in Folding.Fold(fileName.Normalize(NormalizationForm.FormKD)))
        {
            var letters = char.IsAsciiLetterOrDigit(c) ? c.ToString() : Spelled.GetValueOrDefault(c, "");
            if (letters.Length > 0)
            {
                slug.Append(letters);
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        var text = slug.ToString().Trim('-');
        text = text[Math.Max(0, text.Length - MaxSlugCharacters)..].Trim('-');
        return text.Length == 0 ? Nameless : Devices.Contains(text) ? $"{Nameless}-{text}" : text;
    }

    [GeneratedRegex(@"^[a-z0-9](?:[a-z0-9-]{0,59})\.[a-z2-7]{26}\.(?:html|json)\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex File();
}
