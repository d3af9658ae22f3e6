using Pipeline.Articles;

namespace Pipeline.Tests.Articles;

/// <summary>Fails after a number of calls, the failing call itself having been done: the worst moment.</summary>
internal sealed class DyingArticleStore(IArticleStore inner, int calls) : IArticleStore
{
    private int _left = calls;

    public async Task<Versioned<ArticleHead>?> FindAsync(ArticleId id, CancellationToken cancellationToken) =>
        Live(await inner.FindAsync(id, cancellationToken));

    public async Task<ArticleOutbox?> FindOutboxAsync(ArticleId id, CancellationToken cancellationToken) =>
        Live(await inner.FindOutboxAsync(id, cancellationToken));

    public async Task<ArticleContent?> FindContentAsync(ArticleId id, long version, CancellationToken cancellationToken) =>
        Live(await inner.FindContentAsync(id, version, cancellationToken));

    public bool CanHold(ArticleContent content) => inner.CanHold(content);

    public async Task<bool> TryCommitAsync(
        ArticleHead head, ArticleOutbox outbox, ArticleContent? content, string? version, CancellationToken cancellationToken) =>
        Live(await inner.TryCommitAsync(head, outbox, content, version, cancellationToken));

    public async Task<bool> TryReopenAsync(ArticleHead head, ArticleOutbox outbox, string version, CancellationToken cancellationToken) =>
        Live(await inner.TryReopenAsync(head, outbox, version, cancellationToken));

    public async Task<bool> TryFinishAsync(ArticleHead head, string version, CancellationToken cancellationToken) =>
        Live(await inner.TryFinishAsync(head, version, cancellationToken));

    public async Task<bool> TrySaveAsync(ArticleHead head, string? version, CancellationToken cancellationToken) =>
        Live(await inner.TrySaveAsync(head, version, cancellationToken));

    public IAsyncEnumerable<OpenOutbox> ListOpenAsync(CancellationToken cancellationToken) => inner.ListOpenAsync(cancellationToken);

    public async Task CloseAsync(ArticleId id, long version, CancellationToken cancellationToken)
    {
        await inner.CloseAsync(id, version, cancellationToken);
        Live(0);
    }

    public IAsyncEnumerable<ArticleHead> ListAsync(CancellationToken cancellationToken) => inner.ListAsync(cancellationToken);

    private T Live<T>(T value) => _left-- > 0 ? value : throw new IOException("The store is gone.");
}
