using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Pipeline.Subscribers;

namespace Pipeline.Adapters.Storage;

/// <summary>
/// The readers' positions in table <c>positions</c>: one partition a shard, one row a reader.
/// </summary>
internal sealed class TablePositionStore(TableServiceClient tables) : IPositionStore
{
    private readonly EntityTable _positions = new(tables, StorageLayout.PositionsTable);

    public async Task<ReaderPosition?> FindAsync(SubscriberId reader, CancellationToken cancellationToken)
    {
        var row = await _positions.FindAsync(ShardKey.Of(reader), reader.Value, cancellationToken).ConfigureAwait(false);
        return row is null ? null : StorageJson.Read<ReaderPosition>(row.Value.Json);
    }

    public Task<bool> TryMoveAsync(IReadOnlyList<(ReaderPosition Position, string? Version)> moves, CancellationToken cancellationToken) =>
        _positions.TryTransactAsync([.. moves.Select(move => new EntityWrite.Save(ToRow(move.Position), move.Version))], cancellationToken);

    public Task EraseAsync(SubscriberId reader, CancellationToken cancellationToken) =>
        _positions.DeleteAsync(ShardKey.Of(reader), reader.Value, cancellationToken);

    public async IAsyncEnumerable<ReaderPosition> ListAsync(char shard, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in _positions.ListPartitionAsync(shard.ToString(), int.MaxValue, cancellationToken).ConfigureAwait(false))
        {
            yield return StorageJson.Read<ReaderPosition>(row.Value.Json);
        }
    }

    public async IAsyncEnumerable<Versioned<ReaderPosition>> ListVersionsAsync(char shard, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in _positions.ListPartitionAsync(shard.ToString(), int.MaxValue, cancellationToken).ConfigureAwait(false))
        {
            yield return new(StorageJson.Read<ReaderPosition>(row.Value.Json), row.Version);
        }
    }

    private static EntityRow ToRow(ReaderPosition position) => new(ShardKey.Of(position.Reader), position.Reader.Value, StorageJson.Write(position));
}
