using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Pipeline.Delivery;
using Pipeline.Digest;

namespace Pipeline.Adapters.Storage;

/// <summary>The ledger in table <c>deliveries</c>: one partition an issue, one row a reader.</summary>
internal sealed class TableDeliveryLedger(TableServiceClient tables) : IDeliveryLedger
{
    private readonly EntityTable _deliveries = new(tables, StorageLayout.DeliveriesTable);

    public Task<bool> TryPlanAsync(DeliveryEntry delivery, CancellationToken cancellationToken) =>
        _deliveries.TryInsertAsync(ToRow(delivery), cancellationToken);

    public async Task<Versioned<DeliveryEntry>?> FindAsync(DigestId digest, string recipient, CancellationToken cancellationToken)
    {
        var row = await _deliveries.FindAsync(DigestKey.Of(digest), TableKey.From(recipient), cancellationToken).ConfigureAwait(false);
        return row is null ? null : ToEntry(row);
    }

    public Task<bool> TryReplaceAsync(DeliveryEntry delivery, string version, CancellationToken cancellationToken) =>
        _deliveries.TryReplaceAsync(ToRow(delivery), version, cancellationToken);

    public async IAsyncEnumerable<Versioned<DeliveryEntry>> ListAsync(
        DigestId digest, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = _deliveries.ListPartitionAsync(DigestKey.Of(digest), int.MaxValue, cancellationToken);
        await foreach (var row in rows.ConfigureAwait(false))
        {
            yield return ToEntry(row);
        }
    }

    private static EntityRow ToRow(DeliveryEntry delivery) =>
        new(DigestKey.Of(delivery.Digest), TableKey.From(delivery.Recipient), StorageJson.Write(delivery));

    private static Versioned<DeliveryEntry> ToEntry(Versioned<EntityRow> row) =>
        new(StorageJson.Read<DeliveryEntry>(row.Value.Json), row.Version);
}
