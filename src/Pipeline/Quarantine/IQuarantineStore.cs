using Pipeline.Articles;

namespace Pipeline.Quarantine;

/// <summary>Container <c>quarantine</c>: a copy of each refused file (<c>{id}.bin</c>) and its reason (<c>{id}.json</c>). The original stays where it was dropped.</summary>
public interface IQuarantineStore
{
    /// <summary>Stores or replaces an entry; the file is copied from container <c>articles</c>, whatever its size.</summary>
    Task PutAsync(QuarantineEntry entry, CancellationToken cancellationToken);

    /// <summary>Removes the entry of an article that was accepted after all; without effect where there is none.</summary>
    Task RemoveAsync(ArticleId id, CancellationToken cancellationToken);

    /// <summary>All entries.</summary>
    IAsyncEnumerable<QuarantineEntry> ListAsync(CancellationToken cancellationToken);
}
