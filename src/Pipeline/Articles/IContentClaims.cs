namespace Pipeline.Articles;

/// <summary>Which of several files with one content is the article, and which wait behind it. Every call touches one content.</summary>
public interface IContentClaims
{
    /// <summary>Claims a content for <paramref name="id"/> and returns the article that holds it: <paramref name="id"/> itself, or the one that came first.</summary>
    Task<ArticleId> ClaimAsync(string contentHash, ArticleId id, CancellationToken cancellationToken);

    /// <summary>Gives a content back, and the place behind it; without effect where <paramref name="id"/> has neither.</summary>
    Task ReleaseAsync(string contentHash, ArticleId id, CancellationToken cancellationToken);

    /// <summary>Notes that <paramref name="id"/> has the content too, so that it can take the holder's place.</summary>
    Task WaitAsync(string contentHash, ArticleId id, CancellationToken cancellationToken);

    /// <summary>Who waits for a content, in the order of their ids.</summary>
    Task<IReadOnlyList<ArticleId>> ListWaitingAsync(string contentHash, CancellationToken cancellationToken);
}
