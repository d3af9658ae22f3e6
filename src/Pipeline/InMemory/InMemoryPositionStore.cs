using System.Runtime.CompilerServices;
using Pipeline.Subscribers;

namespace Pipeline.InMemory;

/// <summary>The readers' positions in memory. Thread-safe.</summary>
public sealed class InMemoryPositionStore : IPositionStore
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, ReaderPosition> _rows = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<ReaderPosition?> FindAsync(SubscriberId reader, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_rows.GetValueOrDefault(reader.Value));
        }
    }

    /// <inheritdoc/>
    public Task MoveAsync(IReadOnlyList<ReaderPosition> positions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(positions);
        lock (_lock)
        {
            foreach (var position in positions)
            {
                _rows[position.Reader.Value] = position;
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task EraseAsync(SubscriberId reader, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _rows.Remove(reader.Value);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<ReaderPosition> ListAsync(char shard, CancellationToken cancellationToken) =>
        ListAsync(reader => reader.Shard == shard, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<ReaderPosition> ListAsync(SubscriberId first, SubscriberId last, CancellationToken cancellationToken) => ListAsync(
        reader => string.CompareOrdinal(first.Value, reader.Value) <= 0 && string.CompareOrdinal(reader.Value, last.Value) <= 0, cancellationToken);

    private async IAsyncEnumerable<ReaderPosition> ListAsync(Func<SubscriberId, bool> isWanted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<ReaderPosition> rows;
        lock (_lock)
        {
            rows = [.. _rows.Values.Where(position => isWanted(position.Reader))];
        }

        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var row in rows)
        {
            yield return row;
        }
    }
}
