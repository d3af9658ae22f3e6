using Pipeline.Articles;
using Pipeline.Articles.Reading;
using Pipeline.Extraction;

namespace Pipeline.Receipts;

/// <summary>
/// Writes what an editor sees of a file. Called for every version of every file, perhaps more than once and perhaps late: the last call is always for
/// the newest version, so that writing over what is there is right.
/// </summary>
public interface IReceiptWriter
{
    /// <summary>
    /// Writes or replaces the receipt of a file that was taken in, refused, is a duplicate or an archive (see the head's state). Article and findings are
    /// null for a refused file and an archive; the reason is null for all but a refused file.
    /// </summary>
    Task WriteAsync(ArticleHead head, Article? article, ExtractionResult? found, Rejection? reason, CancellationToken cancellationToken);

    /// <summary>Removes the receipt of a file that was taken back, or says so on it.</summary>
    Task RemoveAsync(ArticleHead head, CancellationToken cancellationToken);
}
