using Pipeline.Events;
using Pipeline.Extraction;
using Pipeline.InMemory;

namespace Pipeline.Testing.Filling;

/// <summary>Events in memory that know what was written since it was last copied. For one writer.</summary>
internal sealed class RecordedEvents : IEventStore
{
    private const int CopiesAtOnce = 8;

    private readonly InMemoryEventStore _inner = new();
    private readonly HashSet<EventId> _written = [];

    // The last state of each, and those before it whose index rows it would not write.
    private readonly Dictionary<EventId, StoredEvent> _indexed = [];
    private readonly List<StoredEvent> _indexedBefore = [];

    /// <summary>Copies it to a store that has none of it.</summary>
    public async Task CopyAsync(IEventStore target, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = CopiesAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(_written, options, async (id, token) =>
        {
            if (await _inner.FindAsync(id, token) is { } row && !await target.TrySaveAsync(row.Value, version: null, token))
            {
                throw new InvalidOperationException($"Event {id} is in the storage already.");
            }
        });
        await target.IndexAsync([.. _indexed.Values, .. _indexedBefore], cancellationToken);
        Forget();
    }

    /// <summary>Takes it for copied.</summary>
    public void Forget()
    {
        _written.Clear();
        _indexed.Clear();
        _indexedBefore.Clear();
    }

    public Task<Versioned<StoredEvent>?> FindAsync(EventId id, CancellationToken cancellationToken) => _inner.FindAsync(id, cancellationToken);

    public Task<IReadOnlyList<EventId>> FindByDateAsync(DateSpan date, int limit, CancellationToken cancellationToken) => _inner.FindByDateAsync(date, limit, cancellationToken);

    public IAsyncEnumerable<EventId> ListByDateAsync(DateOnly first, DateOnly last, CancellationToken cancellationToken) =>
        _inner.ListByDateAsync(first, last, cancellationToken);

    public Task<bool> TrySaveAsync(StoredEvent stored, string? version, CancellationToken cancellationToken)
    {
        _written.Add(stored.Id);
        return _inner.TrySaveAsync(stored, version, cancellationToken);
    }

    public Task IndexAsync(IReadOnlyList<StoredEvent> stored, CancellationToken cancellationToken)
    {
        foreach (var own in stored)
        {
            if (_indexed.TryGetValue(own.Id, out var before) && (before.Date != own.Date || before.History.Except(own.History).Any()))
            {
                _indexedBefore.Add(before);
            }

            _indexed[own.Id] = own;
        }

        return _inner.IndexAsync(stored, cancellationToken);
    }

    public IAsyncEnumerable<EventChange> ListChangesAsync(DateTimeOffset since, DateTimeOffset until, CancellationToken cancellationToken) =>
        _inner.ListChangesAsync(since, until, cancellationToken);
}
