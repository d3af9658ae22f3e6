using Pipeline.Articles;
using Pipeline.Articles.Reading;
using Pipeline.Extraction;

namespace Pipeline.Receipts;

/// <summary>All that a receipt tells. Immutable.</summary>
/// <param name="Head">The file's summary.</param>
/// <param name="Article">What was read; null for a file that is no article.</param>
/// <param name="Found">Its dates and events; null for a file that is no article.</param>
/// <param name="Reason">Why the file is refused; null where it is not.</param>
/// <param name="First">Name of the file whose content this one repeats; null for none.</param>
internal sealed record Receipt(ArticleHead Head, Article? Article, ExtractionResult? Found, Rejection? Reason, string? First)
{
    /// <summary>Its name.</summary>
    public ReceiptName Name => ReceiptName.Of(Head.FileName);

    /// <summary>The file's name for people: for a file of an archive, its name in there.</summary>
    public string FileName => NameIn(Head.Archive, Head.FileName);

    /// <summary>The article where its events are told here, and not on the receipt of the first file with this content.</summary>
    public Article? Told => Head.State == ArticleState.Ingested ? Article : null;

    /// <summary>Codes of what is worth knowing about the file as a whole, each once.</summary>
    public IReadOnlyList<string> Warnings => Head.State switch
    {
        ArticleState.Ingested => [.. (Article?.Warnings ?? []).Concat((Found?.Warnings ?? []).Select(ExtractionWarnings.Code)).Distinct()],
        ArticleState.Archive => Head.Warnings,
        _ => [],
    };

    /// <summary>The name of a file of <paramref name="archive"/> for people.</summary>
    public static string NameIn(string? archive, string fileName)
    {
        var prefix = archive + "!/";
        return VisibleText.Line(archive is not null && fileName.StartsWith(prefix, StringComparison.Ordinal) ? fileName[prefix.Length..] : fileName);
    }
}
