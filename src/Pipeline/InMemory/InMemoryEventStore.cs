using System.Globalization;
using System.Runtime.CompilerServices;
using Pipeline.Events;
using Pipeline.Extraction;

namespace Pipeline.InMemory;

/// <summary>Events in memory, for tests and for replaying a folder. The indexes are kept apart from the rows, as in tables. Thread-safe.</summary>
public sealed class InMemoryEventStore : IEventStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<EventId, (StoredEvent Event, int Version)> _events = [];
    private readonly Dictionary<DateSpan, HashSet<EventId>> _byDate = [];
    private readonly Dictionary<EventId, List<EventChange>> _changes = [];

    /// <inheritdoc/>
    public Task<Versioned<StoredEvent>?> FindAsync(EventId id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_events.TryGetValue(id, out var row)
                ? new Versioned<StoredEvent>(row.Event, row.Version.ToString(CultureInfo.InvariantCulture))
                : null);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<EventId>> FindByDateAsync(DateSpan date, int limit, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            IReadOnlyList<EventId> found = _byDate.TryGetValue(date, out var ids) ? [.. ids.OrderBy(id => id.Value, StringComparer.Ordinal).Take(limit)] : [];
            return Task.FromResult(found);
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<EventId> ListByDateAsync(DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _byDate.Where(date => date.Key.IsListed(first, last)).OrderBy(date => date.Key)
                .SelectMany(date => date.Value).ToList().ToAsyncEnumerable();
        }
    }

    /// <inheritdoc/>
    public Task<bool> TrySaveAsync(StoredEvent stored, string? version, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stored);
        lock (_lock)
        {
            var current = _events.TryGetValue(stored.Id, out var row) ? row.Version.ToString(CultureInfo.InvariantCulture) : null;
            if (!string.Equals(current, version, StringComparison.Ordinal))
            {
                return Task.FromResult(false);
            }

            _events[stored.Id] = (stored, row.Version + 1);
            return Task.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public Task IndexAsync(IReadOnlyList<StoredEvent> stored, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stored);
        lock (_lock)
        {
            foreach (var own in stored)
            {
                Index(own);
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<EventChange> ListChangesAsync(
        DateTimeOffset since, DateTimeOffset until, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<EventChange> changes;
        lock (_lock)
        {
            changes = [.. _changes.Values.SelectMany(own => own).Where(change => change.At > since && change.At <= until)
                .OrderBy(change => change.At).ThenBy(change => change.Id, StringComparer.Ordinal)];
        }

        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var change in changes)
        {
            yield return change;
        }
    }

    private void Index(StoredEvent stored)
    {
        IndexDate(stored.Date, stored.Id);
        if (!_changes.TryGetValue(stored.Id, out var changes))
        {
            _changes[stored.Id] = changes = [];
        }

        foreach (var change in stored.History)
        {
            if (change is { Kind: EventChangeKind.DateChanged, From: { } before })
            {
                IndexDate(DateSpan.Parse(before), stored.Id);
            }

            var at = changes.FindIndex(change.IsSameAs);
            if (at < 0)
            {
                changes.Add(change);
            }
            else
            {
                changes[at] = change;
            }
        }
    }

    private void IndexDate(DateSpan date, EventId id)
    {
        if (!_byDate.TryGetValue(date, out var ids))
        {
            _byDate[date] = ids = [];
        }

        ids.Add(id);
    }
}
