using Pipeline.Articles;

namespace Pipeline.Receipts;

/// <summary>Which refusals were told by mail: one mark for each version of each file, so that no version is told twice.</summary>
public interface IRefusalMails
{
    /// <summary>Marks a version as told; false where it was already.</summary>
    Task<bool> TryAddAsync(ArticleId id, string fileHash, CancellationToken cancellationToken);

    /// <summary>Takes the mark back, because the mail has surely not gone out; without effect where there is none.</summary>
    Task RemoveAsync(ArticleId id, string fileHash, CancellationToken cancellationToken);
}
