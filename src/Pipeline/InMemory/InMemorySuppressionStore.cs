using System.Collections.Concurrent;
using Pipeline.Subscribers;

namespace Pipeline.InMemory;

/// <summary>The suppression list in memory. Thread-safe.</summary>
public sealed class InMemorySuppressionStore : ISuppressionStore
{
    private readonly ConcurrentDictionary<SubscriberId, Suppression> _rows = new();

    /// <inheritdoc/>
    public Task<Suppression?> FindAsync(SubscriberId id, CancellationToken cancellationToken) => Task.FromResult(_rows.GetValueOrDefault(id));

    /// <inheritdoc/>
    public Task AddAsync(Suppression entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        _rows.TryAdd(entry.Id, entry);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task RemoveAsync(SubscriberId id, CancellationToken cancellationToken)
    {
        _rows.TryRemove(id, out _);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<Suppression> ListAsync(char shard, CancellationToken cancellationToken) =>
        _rows.Values.Where(entry => entry.Id.Shard == shard).OrderBy(entry => entry.Id.Value, StringComparer.Ordinal).ToAsyncEnumerable();
}
