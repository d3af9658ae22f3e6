using Pipeline.Articles;

namespace Pipeline.Quarantine;

/// <summary>
/// Container <c>quarantine</c>: a copy of each refused file (<c>{id}.bin</c>) and its reason (<c>{id}.json</c>), with a row each to list them. The original
/// stays where it was dropped.
/// </summary>
public interface IQuarantineStore
{
    /// <summary>
    /// Stores or replaces an entry. A file of its own is copied from container <c>articles</c>, whatever its size; for a file of an archive see
    /// <see cref="KeepFileAsync"/>.
    /// </summary>
    Task PutAsync(QuarantineEntry entry, CancellationToken cancellationToken);

    /// <summary>Stores the copy of a refused file of an archive, before its entry.</summary>
    Task KeepFileAsync(ArticleId id, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Removes the entry of an article that was accepted after all, or taken back; without effect where there is none.</summary>
    Task RemoveAsync(ArticleId id, CancellationToken cancellationToken);

    /// <summary>The entry of an article, or null. A point read.</summary>
    Task<QuarantineEntry?> FindAsync(ArticleId id, CancellationToken cancellationToken);

    /// <summary>All entries, newest first.</summary>
    IAsyncEnumerable<QuarantineEntry> ListAsync(CancellationToken cancellationToken);
}
