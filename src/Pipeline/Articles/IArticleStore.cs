namespace Pipeline.Articles;

/// <summary>
/// Articles: a head, the outbox of its newest version and what was read from it. Every call touches one article, but for the two lists. A version that is
/// to replace is the opaque one of <see cref="Versioned{T}"/>, not the article's number.
/// </summary>
public interface IArticleStore
{
    /// <summary>The head of an article, or null.</summary>
    Task<Versioned<ArticleHead>?> FindAsync(ArticleId id, CancellationToken cancellationToken);

    /// <summary>The outbox of an article, or null where nothing is left to be done.</summary>
    Task<ArticleOutbox?> FindOutboxAsync(ArticleId id, CancellationToken cancellationToken);

    /// <summary>What was read from a version, while that is the newest one; null otherwise, and for a version without text.</summary>
    Task<ArticleContent?> FindContentAsync(ArticleId id, long version, CancellationToken cancellationToken);

    /// <summary>Whether <paramref name="content"/> is small enough for <see cref="TryCommitAsync"/>.</summary>
    bool CanHold(ArticleContent content);

    /// <summary>
    /// Stores a new version, all or nothing: its head, its outbox, and its content in place of the version's before. An entry in the index of outboxes
    /// is written first. Inserts where <paramref name="version"/> is null, replaces that version of the head otherwise. Returns false, with
    /// nothing of the article changed, where somebody else was faster.
    /// </summary>
    Task<bool> TryCommitAsync(ArticleHead head, ArticleOutbox outbox, ArticleContent? content, string? version, CancellationToken cancellationToken);

    /// <summary>Opens the newest version again, all or nothing, its content untouched: what follows from it will be done once more. False as above.</summary>
    Task<bool> TryReopenAsync(ArticleHead head, ArticleOutbox outbox, string version, CancellationToken cancellationToken);

    /// <summary>Stores the final head and deletes the outbox, all or nothing. False as above.</summary>
    Task<bool> TryFinishAsync(ArticleHead head, string version, CancellationToken cancellationToken);

    /// <summary>Stores a head alone. False as above.</summary>
    Task<bool> TrySaveAsync(ArticleHead head, string? version, CancellationToken cancellationToken);

    /// <summary>The index of outboxes: few entries, whatever the number of articles.</summary>
    IAsyncEnumerable<OpenOutbox> ListOpenAsync(CancellationToken cancellationToken);

    /// <summary>Takes an entry out of the index of outboxes.</summary>
    Task CloseAsync(ArticleId id, long version, CancellationToken cancellationToken);

    /// <summary>All heads, for the status page and the nightly comparison; not for the path of an article.</summary>
    IAsyncEnumerable<ArticleHead> ListAsync(CancellationToken cancellationToken);
}
