using System.Globalization;
using System.Runtime.CompilerServices;
using Pipeline.Subscribers;

namespace Pipeline.InMemory;

/// <summary>The readers' positions in memory. Thread-safe.</summary>
public sealed class InMemoryPositionStore : IPositionStore
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, (ReaderPosition Position, int Version)> _rows = new(StringComparer.Ordinal);
    private int _writes;

    /// <inheritdoc/>
    public Task<ReaderPosition?> FindAsync(SubscriberId reader, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<ReaderPosition?>(_rows.GetValueOrDefault(reader.Value).Position);
        }
    }

    /// <inheritdoc/>
    public Task<bool> TryMoveAsync(IReadOnlyList<(ReaderPosition Position, string? Version)> moves, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(moves);
        lock (_lock)
        {
            if (moves.Any(move => move.Version != (_rows.TryGetValue(move.Position.Reader.Value, out var there) ? VersionOf(there.Version) : null)))
            {
                return Task.FromResult(false);
            }

            foreach (var (position, _) in moves)
            {
                _rows[position.Reader.Value] = (position, ++_writes);
            }

            return Task.FromResult(true);
        }
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
    public async IAsyncEnumerable<ReaderPosition> ListAsync(char shard, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in ListVersionsAsync(shard, cancellationToken).ConfigureAwait(false))
        {
            yield return row.Value;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Versioned<ReaderPosition>> ListVersionsAsync(char shard, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<Versioned<ReaderPosition>> rows;
        lock (_lock)
        {
            rows = [.. _rows.Values.Where(row => row.Position.Reader.Shard == shard).Select(row => new Versioned<ReaderPosition>(row.Position, VersionOf(row.Version)))];
        }

        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var row in rows)
        {
            yield return row;
        }
    }

    private static string VersionOf(int version) => version.ToString(CultureInfo.InvariantCulture);
}
