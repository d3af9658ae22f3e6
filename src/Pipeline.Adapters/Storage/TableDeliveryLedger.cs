using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Pipeline.Delivery;
using Pipeline.Digest;
using Pipeline.Subscribers;

namespace Pipeline.Adapters.Storage;

/// <summary>
/// The ledger in table <c>deliveries</c>: one partition an issue and shard, one row a reader, and before these the row of the hand. A hand is read before the
/// rows that it speaks of: a mail that has left it since has its end in its row.
/// </summary>
internal sealed class TableDeliveryLedger(TableServiceClient tables) : IDeliveryLedger
{
    /// <summary>Sorts before every reader's id.</summary>
    private const string HandRow = "-hand";

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
        var row = await FindRowAsync(digest, reader, cancellationToken).ConfigureAwait(false);
        if (row is not { Value.State: DeliveryState.Planned })
        {
            return row;
        }

        // Planned, it may be in hand; the row is read again behind the hand.
        var hand = await FindHandAsync(digest, reader.Shard, cancellationToken).ConfigureAwait(false);
        return hand is not null && await FindRowAsync(digest, reader, cancellationToken).ConfigureAwait(false) is { } again
            ? again with { Value = hand.Value.Shown(again.Value) }
            : row;
    }

    public async Task<IReadOnlyList<DeliveryEntry>> FindAllAsync(DigestId digest, IReadOnlyList<SubscriberId> readers, CancellationToken cancellationToken)
    {
        if (readers.Count == 0)
        {
            return [];
        }

        var hand = await FindHandAsync(digest, readers[0].Shard, cancellationToken).ConfigureAwait(false);
        var rows = await _deliveries.FindAllAsync(PartitionOf(digest, readers[0].Shard), [.. readers.Select(reader => reader.Value)], cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => Shown(hand, StorageJson.Read<DeliveryEntry>(row.Json)))];
    }

    public async Task<Versioned<DeliveryHand>?> FindHandAsync(DigestId digest, char shard, CancellationToken cancellationToken)
    {
        var row = await _deliveries.FindAsync(PartitionOf(digest, shard), HandRow, cancellationToken).ConfigureAwait(false);
        return row is null ? null : ToHand(row);
    }

    public Task<string?> TryMoveHandAsync(DeliveryHand hand, string? version, IReadOnlyList<DeliveryEntry> ended, CancellationToken cancellationToken)
    {
        var row = new EntityRow(PartitionOf(hand.Digest, hand.Shard), HandRow, StorageJson.Write(hand));
        EntityWrite moved = version is null ? new EntityWrite.Save(row, null) : new EntityWrite.Merge(row, version);
        return _deliveries.TrySaveWithAsync(moved, [.. ended.Select(entry => new EntityWrite.Merge(ToRow(entry), null))], cancellationToken);
    }

    public Task<bool> TryReplaceAsync(DeliveryEntry delivery, string version, CancellationToken cancellationToken) =>
        _deliveries.TryReplaceAsync(ToRow(delivery), version, cancellationToken);

    public async IAsyncEnumerable<Versioned<DeliveryEntry>> ListAsync(
        DigestId digest, SubscriberId first, SubscriberId last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var hand = await FindHandAsync(digest, first.Shard, cancellationToken).ConfigureAwait(false);
        var rows = _deliveries.ListRowsAsync(PartitionOf(digest, first.Shard), first.Value, last.Value, cancellationToken);
        await foreach (var row in rows.ConfigureAwait(false))
        {
            yield return ToEntry(hand, row);
        }
    }

    public async IAsyncEnumerable<Versioned<DeliveryEntry>> ListAsync(DigestId digest, char shard, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Versioned<DeliveryHand>? hand = null;
        await foreach (var row in _deliveries.ListPartitionAsync(PartitionOf(digest, shard), int.MaxValue, cancellationToken).ConfigureAwait(false))
        {
            if (row.Value.RowKey == HandRow)
            {
                hand = ToHand(row);
                continue;
            }

            yield return ToEntry(hand, row);
        }
    }

    public async IAsyncEnumerable<Versioned<DeliveryEntry>> ListAsync(DigestId digest, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var shard in SubscriberId.Shards)
        {
            await foreach (var row in ListAsync(digest, shard, cancellationToken).ConfigureAwait(false))
            {
                yield return row;
            }
        }
    }

    private async Task<Versioned<DeliveryEntry>?> FindRowAsync(DigestId digest, SubscriberId reader, CancellationToken cancellationToken)
    {
        var row = await _deliveries.FindAsync(PartitionOf(digest, reader.Shard), reader.Value, cancellationToken).ConfigureAwait(false);
        return row is null ? null : ToEntry(null, row);
    }

    private static string PartitionOf(DigestId digest, char shard) => $"{DigestKey.Of(digest)}~{shard}";

    private static EntityRow ToRow(DeliveryEntry delivery) =>
        new(PartitionOf(delivery.Digest, delivery.Reader.Shard), delivery.Reader.Value, StorageJson.Write(delivery));

    private static Versioned<DeliveryHand> ToHand(Versioned<EntityRow> row) => new(StorageJson.Read<DeliveryHand>(row.Value.Json), row.Version);

    private static Versioned<DeliveryEntry> ToEntry(Versioned<DeliveryHand>? hand, Versioned<EntityRow> row) =>
        new(Shown(hand, StorageJson.Read<DeliveryEntry>(row.Value.Json)), row.Version);

    private static DeliveryEntry Shown(Versioned<DeliveryHand>? hand, DeliveryEntry entry) => hand?.Value.Shown(entry) ?? entry;
}
