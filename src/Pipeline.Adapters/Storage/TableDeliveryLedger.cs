using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Pipeline.Delivery;
using Pipeline.Digest;
using Pipeline.Subscribers;

namespace Pipeline.Adapters.Storage;

/// <summary>The ledger in table <c>deliveries</c>: one partition an issue and shard, one row a reader.</summary>
internal sealed class TableDeliveryLedger(TableServiceClient tables) : IDeliveryLedger
{
    private readonly EntityTable _deliveries = new(tables, StorageLayout.DeliveriesTable);

    public async Task PlanAsync(IReadOnlyList<DeliveryEntry> deliveries, CancellationToken cancellationToken)
    {
        if (await _deliveries.TryTransactAsync([.. deliveries.Select(delivery => new EntityWrite.Save(ToRow(delivery), null))], cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        // A run before this one died half way, or the reply to our own write was lost: what is there stays.
        foreach (var delivery in deliveries)
        {
            await _deliveries.TryInsertAsync(ToRow(delivery), cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task<Versioned<DeliveryEntry>?> FindAsync(DigestId digest, SubscriberId reader, CancellationToken cancellationToken)
    {
        var row = await _deliveries.FindAsync(PartitionOf(digest, reader.Shard), reader.Value, cancellationToken).ConfigureAwait(false);
        return row is null ? null : ToEntry(row);
    }

    public Task<bool> TryReplaceAsync(DeliveryEntry delivery, string version, CancellationToken cancellationToken) =>
        _deliveries.TryReplaceAsync(ToRow(delivery), version, cancellationToken);

    public Task<IReadOnlyList<string>?> TryReplaceAllAsync(IReadOnlyList<Versioned<DeliveryEntry>> deliveries, CancellationToken cancellationToken) =>
        _deliveries.TryReplaceAllAsync([.. deliveries.Select(delivery => new Versioned<EntityRow>(ToRow(delivery.Value), delivery.Version))], cancellationToken);

    public async IAsyncEnumerable<Versioned<DeliveryEntry>> ListAsync(
        DigestId digest, SubscriberId first, SubscriberId last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = _deliveries.ListRowsAsync(PartitionOf(digest, first.Shard), first.Value, last.Value, cancellationToken);
        await foreach (var row in rows.ConfigureAwait(false))
        {
            yield return ToEntry(row);
        }
    }

    public async IAsyncEnumerable<Versioned<DeliveryEntry>> ListAsync(DigestId digest, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var shard in SubscriberId.Shards)
        {
            await foreach (var row in _deliveries.ListPartitionAsync(PartitionOf(digest, shard), int.MaxValue, cancellationToken).ConfigureAwait(false))
            {
                yield return ToEntry(row);
            }
        }
    }

    private static string PartitionOf(DigestId digest, char shard) => $"{DigestKey.Of(digest)}~{shard}";

    private static EntityRow ToRow(DeliveryEntry delivery) =>
        new(PartitionOf(delivery.Digest, delivery.Reader.Shard), delivery.Reader.Value, StorageJson.Write(delivery));

    private static Versioned<DeliveryEntry> ToEntry(Versioned<EntityRow> row) =>
        new(StorageJson.Read<DeliveryEntry>(row.Value.Json), row.Version);
}
