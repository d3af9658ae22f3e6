using Pipeline.Events;
using Pipeline.Extraction;

namespace Pipeline.Tests.Articles;

/// <summary>An event store whose calls pass a gate.</summary>
internal sealed class GatedEventStore(IEventStore inner, ICallGate gate) : IEventStore
{
    public Task<Versioned<StoredEvent>?> FindAsync(EventId id, CancellationToken cancellationToken) => gate.PassAsync(() => inner.FindAsync(id, cancellationToken));

    public Task<IReadOnlyList<EventId>> FindByDateAsync(DateSpan date, int limit, CancellationToken cancellationToken) =>
        gate.PassAsync(() => inner.FindByDateAsync(date, limit, cancellationToken));

    public IAsyncEnumerable<EventId> ListByDateAsync(DateOnly first, DateOnly last, CancellationToken cancellationToken) =>
        inner.ListByDateAsync(first, last, cancellationToken);

    public Task<bool> TrySaveAsync(StoredEvent stored, string? version, CancellationToken cancellationToken) =>
        gate.PassAsync(() => inner.TrySaveAsync(stored, version, cancellationToken));

    public Task IndexAsync(IReadOnlyList<StoredEvent> stored, CancellationToken cancellationToken) => gate.PassAsync(async () =>
    {
        await inner.IndexAsync(stored, cancellationToken);
        return true;
    });

    public IAsyncEnumerable<EventChange> ListChangesAsync(DateTimeOffset since, DateTimeOffset until, CancellationToken cancellationToken) =>
        inner.ListChangesAsync(since, until, cancellationToken);
}
