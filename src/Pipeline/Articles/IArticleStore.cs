namespace Pipeline.Articles;

/// <summary>Heads of articles. Every call is a point read or write, but for <see cref="ListAsync"/>.</summary>
public interface IArticleStore
{
    /// <summary>The head of an article, or null.</summary>
    Task<Versioned<ArticleHead>?> FindAsync(ArticleId id, CancellationToken cancellationToken);

    /// <summary>
    /// Stores <paramref name="head"/>: inserts where <paramref name="version"/> is null, replaces that version otherwise.
    /// Returns false, with nothing written, where somebody else was faster.
    /// </summary>
    Task<bool> TrySaveAsync(ArticleHead head, string? version, CancellationToken cancellationToken);

    /// <summary>
    /// Claims a content for <paramref name="id"/> and returns the article that holds it: <paramref name="id"/> itself, or the one that came first.
    /// </summary>
    Task<ArticleId> ClaimContentAsync(string contentHash, ArticleId id, CancellationToken cancellationToken);

    /// <summary>Gives a content back when its holder now has another one; without effect where <paramref name="id"/> does not hold it.</summary>
    Task ReleaseContentAsync(string contentHash, ArticleId id, CancellationToken cancellationToken);

    /// <summary>All heads, newest first where the store can tell, for the status page; not for the path of an article.</summary>
    IAsyncEnumerable<ArticleHead> ListAsync(CancellationToken cancellationToken);
}
