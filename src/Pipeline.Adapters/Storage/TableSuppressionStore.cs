using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Pipeline.Subscribers;

namespace Pipeline.Adapters.Storage;

/// <summary>The suppression list in table <c>suppressions</c>: one partition a shard, one row an address (its keyed hash).</summary>
internal sealed class TableSuppressionStore(TableServiceClient tables) : ISuppressionStore
{
    private readonly EntityTable _suppressions = new(tables, StorageLayout.SuppressionsTable);

    public async Task<Suppression?> FindAsync(SubscriberId id, CancellationToken cancellationToken)
    {
        var row = await _suppressions.FindAsync(ShardKey.Of(id), id.Value, cancellationToken).ConfigureAwait(false);
        return row is null ? null : StorageJson.Read<Suppression>(row.Value.Json);
    }

    public Task AddAsync(Suppression entry, CancellationToken cancellationToken) =>
        _suppressions.TryInsertAsync(new(ShardKey.Of(entry.Id), entry.Id.Value, StorageJson.Write(entry)), cancellationToken);

    public Task RemoveAsync(SubscriberId id, CancellationToken cancellationToken) => _suppressions.DeleteAsync(ShardKey.Of(id), id.Value, cancellationToken);

    public async IAsyncEnumerable<Suppression> ListAsync(char shard, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in _suppressions.ListPartitionAsync(shard.ToString(), int.MaxValue, cancellationToken).ConfigureAwait(false))
        {
            yield return StorageJson.Read<Suppression>(row.Value.Json);
        }
    }
}
