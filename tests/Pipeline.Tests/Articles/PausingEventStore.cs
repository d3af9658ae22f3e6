using Pipeline.Articles;
using Pipeline.Events;
using Pipeline.Extraction;

namespace Pipeline.Tests.Articles;

/// <summary>Stops before its call number <paramref name="call"/> until it is told to go on, like a worker that the system put to sleep.</summary>
internal sealed class PausingEventStore(IEventStore inner, int call) : IEventStore
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _calls;

    /// <summary>Whether it dies after the call that it woke up for.</summary>
    public bool Dies { get; init; }

    public Task Reached => _reached.Task;

    public void GoOn() => _goOn.TrySetResult();

    public Task<Versioned<StoredEvent>?> FindAsync(EventId id, CancellationToken cancellationToken) => PausedAsync(() => inner.FindAsync(id, cancellationToken));

    public Task<IReadOnlyList<EventId>> FindByDateAsync(DateSpan date, int limit, CancellationToken cancellationToken) =>
        PausedAsync(() => inner.FindByDateAsync(date, limit, cancellationToken));

    public Task<bool> TrySaveAsync(StoredEvent stored, string? version, CancellationToken cancellationToken) =>
        PausedAsync(() => inner.TrySaveAsync(stored, version, cancellationToken));

    public Task IndexAsync(StoredEvent stored, CancellationToken cancellationToken) => PausedAsync(() => inner.IndexAsync(stored, cancellationToken));

    public Task SaveMentionAsync(EventMention mention, CancellationToken cancellationToken) => PausedAsync(() => inner.SaveMentionAsync(mention, cancellationToken));

    public Task RemoveMentionAsync(EventId id, string mention, CancellationToken cancellationToken) =>
        PausedAsync(() => inner.RemoveMentionAsync(id, mention, cancellationToken));

    public Task SaveTellingAsync(EventTelling telling, CancellationToken cancellationToken) => PausedAsync(() => inner.SaveTellingAsync(telling, cancellationToken));

    public Task<IReadOnlyList<EventTelling>> ListTellingsAsync(ArticleId article, CancellationToken cancellationToken) =>
        PausedAsync(() => inner.ListTellingsAsync(article, cancellationToken));

    public IAsyncEnumerable<EventMention> ListMentionsAsync(EventId id, CancellationToken cancellationToken) => inner.ListMentionsAsync(id, cancellationToken);

    public IAsyncEnumerable<EventChange> ListChangesAsync(DateTimeOffset since, DateTimeOffset until, CancellationToken cancellationToken) =>
        inner.ListChangesAsync(since, until, cancellationToken);

    private Task<bool> PausedAsync(Func<Task> inward) => PausedAsync(async () =>
    {
        await inward();
        return true;
    });

    private async Task<T> PausedAsync<T>(Func<Task<T>> inward)
    {
        var number = Interlocked.Increment(ref _calls) - 1;
        if (number == call)
        {
            _reached.TrySetResult();
            await _goOn.Task;
        }

        var result = await inward();
        return Dies && number >= call ? throw new IOException("The worker died.") : result;
    }
}
