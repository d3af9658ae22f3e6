using Pipeline.Articles;

namespace Pipeline.Tests.Articles;

/// <summary>Fails after a number of calls, the failing call itself having been done: the worst moment.</summary>
internal sealed class DyingArticleStore(IArticleStore inner, int calls) : IArticleStore
{
    private int _left = calls;

    public async Task<Versioned<ArticleHead>?> FindAsync(ArticleId id, CancellationToken cancellationToken) =>
        Live(await inner.FindAsync(id, cancellationToken));

    public async Task<bool> TrySaveAsync(ArticleHead head, string? version, CancellationToken cancellationToken) =>
        Live(await inner.TrySaveAsync(head, version, cancellationToken));

    public async Task<ArticleId> ClaimContentAsync(string contentHash, ArticleId id, CancellationToken cancellationToken) =>
        Live(await inner.ClaimContentAsync(contentHash, id, cancellationToken));

    public Task ReleaseContentAsync(string contentHash, ArticleId id, CancellationToken cancellationToken) =>
        inner.ReleaseContentAsync(contentHash, id, cancellationToken);

    public IAsyncEnumerable<ArticleHead> ListAsync(CancellationToken cancellationToken) => inner.ListAsync(cancellationToken);

    private T Live<T>(T value) => _left-- > 0 ? value : throw new IOException("The store is gone.");
}
