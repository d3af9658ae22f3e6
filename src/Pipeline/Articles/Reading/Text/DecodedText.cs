namespace Pipeline.Articles.Reading.Text;

/// <summary>The text of a file, and what was mended to get it. Immutable.</summary>
internal sealed record DecodedText
{
    /// <summary>The text as decoded.</summary>
    public required string Text { get; init; }

    /// <summary>Name of the encoding: <c>utf-8</c>, <c>utf-16</c>, <c>utf-16BE</c>, <c>windows-1252</c>, <c>macintosh</c>, <c>ibm850</c>.</summary>
    public required string Encoding { get; init; }

    /// <summary>Bytes of Windows-1252 that stood among UTF-8.</summary>
    public int StrayBytes { get; init; }

    /// <summary>Characters that had been decoded wrongly and saved again, and are right now.</summary>
    public int Mojibake { get; init; }

    /// <summary>Halves of pairs that stand alone in UTF-16.</summary>
    public int Replaced { get; init; }

    /// <summary>What an editor is told.</summary>
    public IReadOnlyList<ArticleWarning> Warnings =>
    [
        .. StrayBytes > 0 ? [ArticleWarning.RepairedEncoding] : Array.Empty<ArticleWarning>(),
        .. Mojibake > 0 ? [ArticleWarning.RepairedMojibake] : Array.Empty<ArticleWarning>(),
        .. Encoding is LegacyEncoding.MacRoman or LegacyEncoding.Dos850 ? [ArticleWarning.GuessedEncoding] : Array.Empty<ArticleWarning>(),
        .. Replaced > 0 ? [ArticleWarning.ReplacedCharacters] : Array.Empty<ArticleWarning>(),
    ];
}
