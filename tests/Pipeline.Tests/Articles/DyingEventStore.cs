using Pipeline.Articles;
using Pipeline.Events;
using Pipeline.Extraction;

namespace Pipeline.Tests.Articles;

/// <summary>Fails after a number of calls, the failing call itself having been done.</summary>
internal sealed class DyingEventStore(IEventStore inner, int calls) : IEventStore
{
    private int _left = calls;

    public async Task<Versioned<StoredEvent>?> FindAsync(EventId id, CancellationToken cancellationToken) =>
        Live(await inner.FindAsync(id, cancellationToken));

    public async Task<IReadOnlyList<EventId>> FindByDateAsync(DateSpan date, int limit, CancellationToken cancellationToken) =>
        Live(await inner.FindByDateAsync(date, limit, cancellationToken));

    public async Task<bool> TrySaveAsync(StoredEvent stored, string? version, CancellationToken cancellationToken) =>
        Live(await inner.TrySaveAsync(stored, version, cancellationToken));

    public Task IndexAsync(StoredEvent stored, CancellationToken cancellationToken) => inner.IndexAsync(stored, cancellationToken);

    public async Task SaveMentionAsync(EventMention mention, CancellationToken cancellationToken)
    {
        await inner.SaveMentionAsync(mention, cancellationToken);
        Live(0);
    }

    public async Task RemoveMentionAsync(EventId id, string mention, CancellationToken cancellationToken)
    {
        await inner.RemoveMentionAsync(id, mention, cancellationToken);
        Live(0);
    }

    public async Task SaveTellingAsync(EventTelling telling, CancellationToken cancellationToken)
    {
        await inner.SaveTellingAsync(telling, cancellationToken);
        Live(0);
    }

    public async Task<IReadOnlyList<EventTelling>> ListTellingsAsync(ArticleId article, CancellationToken cancellationToken) =>
        Live(await inner.ListTellingsAsync(article, cancellationToken));

    public IAsyncEnumerable<EventMention> ListMentionsAsync(EventId id, CancellationToken cancellationToken) => inner.ListMentionsAsync(id, cancellationToken);

    public IAsyncEnumerable<EventChange> ListChangesAsync(DateTimeOffset since, DateTimeOffset until, CancellationToken cancellationToken) =>
        inner.ListChangesAsync(since, until, cancellationToken);

    private T Live<T>(T value) => _left-- > 0 ? value : throw new IOException("The store is gone.");
}
