using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Pipeline.Subscribers;

namespace Pipeline.Adapters.Storage;

/// <summary>
/// The readers' positions in table <c>positions</c>: one partition a shard, one row a reader. The later issue wins, under the version that was read.
/// </summary>
internal sealed class TablePositionStore(TableServiceClient tables) : IPositionStore
{
    private readonly EntityTable _positions = new(tables, StorageLayout.PositionsTable);

    public async Task<ReaderPosition?> FindAsync(SubscriberId reader, CancellationToken cancellationToken) =>
        (await FindVersionAsync(reader, cancellationToken).ConfigureAwait(false))?.Value;

    public async Task MoveAsync(IReadOnlyList<ReaderPosition> positions, CancellationToken cancellationToken)
    {
        foreach (var position in positions)
        {
            await MoveAsync(position, cancellationToken).ConfigureAwait(false);
        }
    }

    public Task EraseAsync(SubscriberId reader, CancellationToken cancellationToken) =>
        _positions.DeleteAsync(ShardKey.Of(reader), reader.Value, cancellationToken);

    public async IAsyncEnumerable<ReaderPosition> ListAsync(char shard, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in _positions.ListPartitionAsync(shard.ToString(), int.MaxValue, cancellationToken).ConfigureAwait(false))
        {
            yield return StorageJson.Read<ReaderPosition>(row.Value.Json);
        }
    }

    public async IAsyncEnumerable<ReaderPosition> ListAsync(
        SubscriberId first, SubscriberId last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in _positions.ListRowsAsync(ShardKey.Of(first), first.Value, last.Value, cancellationToken).ConfigureAwait(false))
        {
            yield return StorageJson.Read<ReaderPosition>(row.Value.Json);
        }
    }

    private async Task MoveAsync(ReaderPosition position, CancellationToken cancellationToken)
    {
        while (true)
        {
            var there = await FindVersionAsync(position.Reader, cancellationToken).ConfigureAwait(false);
            if (there?.Value.Issue.CutOff >= position.Issue.CutOff
                || await _positions.TrySaveAsync(ToRow(position), there?.Version, cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }
    }

    private async Task<Versioned<ReaderPosition>?> FindVersionAsync(SubscriberId reader, CancellationToken cancellationToken)
    {
        var row = await _positions.FindAsync(ShardKey.Of(reader), reader.Value, cancellationToken).ConfigureAwait(false);
        return row is null ? null : new(StorageJson.Read<ReaderPosition>(row.Value.Json), row.Version);
    }

    private static EntityRow ToRow(ReaderPosition position) => new(ShardKey.Of(position.Reader), position.Reader.Value, StorageJson.Write(position));
}
