using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Pipeline.Bounces;
using Pipeline.Subscribers;

namespace Pipeline.Adapters.Storage;

/// <summary>Counted failures and receipts in table <c>bounces</c>.</summary>
internal sealed class TableBounceStore(TableServiceClient tables) : IBounceStore
{
    private const string Receipts = "file";
    private readonly EntityTable _bounces = new(tables, StorageLayout.BouncesTable);

    public async Task<Versioned<IReadOnlyList<CountedFailure>>?> FindAsync(SubscriberId reader, CancellationToken cancellationToken)
    {
        var row = await _bounces.FindAsync(ShardKey.Of(reader), reader.Value, cancellationToken).ConfigureAwait(false);
        return row is null ? null : new(StorageJson.Read<IReadOnlyList<CountedFailure>>(row.Value.Json), row.Version);
    }

    public Task<bool> TrySaveAsync(SubscriberId reader, IReadOnlyList<CountedFailure> failures, string? version, CancellationToken cancellationToken) =>
        _bounces.TrySaveAsync(new(ShardKey.Of(reader), reader.Value, StorageJson.Write(failures)), version, cancellationToken);

    public Task ClearAsync(SubscriberId reader, CancellationToken cancellationToken) => _bounces.DeleteAsync(ShardKey.Of(reader), reader.Value, cancellationToken);

    public Task SaveReceiptAsync(BounceReceipt receipt, CancellationToken cancellationToken) =>
        _bounces.UpsertAsync(new(Receipts, receipt.Id, StorageJson.Write(receipt)), cancellationToken);

    public async IAsyncEnumerable<BounceReceipt> ListReceiptsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in _bounces.ListPartitionAsync(Receipts, int.MaxValue, cancellationToken).ConfigureAwait(false))
        {
            yield return StorageJson.Read<BounceReceipt>(row.Value.Json);
        }
    }
}
