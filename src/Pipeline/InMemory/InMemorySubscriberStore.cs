using System.Globalization;
using System.Runtime.CompilerServices;
using Pipeline.Subscribers;

namespace Pipeline.InMemory;

/// <summary>The readers in memory. Thread-safe.</summary>
public sealed class InMemorySubscriberStore : ISubscriberStore
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, (Subscriber Subscriber, int Version)> _rows = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<Versioned<Subscriber>?> FindAsync(SubscriberId id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_rows.TryGetValue(id.Value, out var row) ? new Versioned<Subscriber>(row.Subscriber, VersionOf(row.Version)) : null);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Subscriber>> FindAllAsync(IReadOnlyList<SubscriberId> ids, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<Subscriber>>([.. ids.Where(id => _rows.ContainsKey(id.Value)).Select(id => _rows[id.Value].Subscriber)]);
        }
    }

    /// <inheritdoc/>
    public Task<bool> TrySaveAsync(Subscriber subscriber, string? version, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        lock (_lock)
        {
            var there = _rows.TryGetValue(subscriber.Id.Value, out var row);
            if (version != (there ? VersionOf(row.Version) : null))
            {
                return Task.FromResult(false);
            }

            _rows[subscriber.Id.Value] = (subscriber, row.Version + 1);
            return Task.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public Task SaveAllAsync(IReadOnlyList<Subscriber> subscribers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subscribers);
        lock (_lock)
        {
            foreach (var subscriber in subscribers)
            {
                _rows[subscriber.Id.Value] = (subscriber, _rows.GetValueOrDefault(subscriber.Id.Value).Version + 1);
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task EraseAsync(SubscriberId id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _rows.Remove(id.Value);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Subscriber> ListAsync(char shard, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<Subscriber> rows;
        lock (_lock)
        {
            rows = [.. _rows.Values.Select(row => row.Subscriber).Where(subscriber => subscriber.Id.Shard == shard)];
        }

        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var row in rows)
        {
            yield return row;
        }
    }

    private static string VersionOf(int version) => version.ToString(CultureInfo.InvariantCulture);
}
