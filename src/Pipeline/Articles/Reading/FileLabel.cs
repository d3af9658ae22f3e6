using Pipeline.Articles.Reading.Archives;

namespace Pipeline.Articles.Reading;

/// <summary>What a file's name says, for words to its editor. No format is chosen by it.</summary>
internal static class FileLabel
{
    private const int MaxCharacters = 60;
    private const int MaxTypeCharacters = 10;

    private static readonly HashSet<string> Readable = new(StringComparer.OrdinalIgnoreCase)
    {
        ".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".docx", ".odt", ".rtf", ".pdf", ".eml", ".mbox", ".json", ".xml", ".zip",
    };

    /// <summary>The last part of <paramref name="name"/> without what does not show, in at most 60 characters, its end kept.</summary>
    public static string Of(string name)
    {
        var label = EntryLabel.Of(name).Text;
        var last = label[(label.LastIndexOf('/') + 1)..];
        return last.Length <= MaxCharacters ? last : last[(char.IsLowSurrogate(last[^MaxCharacters]) ? ^(MaxCharacters - 1) : ^MaxCharacters)..];
    }

    /// <summary>Whether <paramref name="name"/> ends as the files do that are read.</summary>
    public static bool IsReadable(string name) => Readable.Contains(Path.GetExtension(name));

    /// <summary>The type that <paramref name="name"/> ends in (<c>QQQ</c>), or null where it ends in none.</summary>
    public static string? TypeOf(string name) =>
        Path.GetExtension(name) is { Length: > 1 and <= MaxTypeCharacters } end && end.Skip(1).All(char.IsAsciiLetterOrDigit) ? end[1..].ToUpperInvariant() : null;
}
