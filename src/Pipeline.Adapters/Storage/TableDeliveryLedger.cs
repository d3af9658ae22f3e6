using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Pipeline.Delivery;
using Pipeline.Digest;
using Pipeline.Subscribers;

namespace Pipeline.Adapters.Storage;

/// <summary>
/// The ledger in table <c>deliveries</c>: one partition an issue and bucket, one row a reader, and before these the row of the hand. A hand is read before the
/// rows that it speaks of: a mail that has left it since has its end in its row.
/// </summary>
internal sealed class TableDeliveryLedger(TableServiceClient tables) : IDeliveryLedger
{
    /// <summary>Sorts before every reader's id.</summary>
    private const string HandRow = "-hand";

    /// <summary>Sorts behind every character of a bucket's name.</summary>
    private const char Behind = '~';

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
        var hand = await _deliveries.FindAsync(PartitionOf(digest, reader.Bucket), HandRow, cancellationToken).ConfigureAwait(false);
        return hand is not null && await FindRowAsync(digest, reader, cancellationToken).ConfigureAwait(false) is { } again
            ? again with { Value = ToHand(hand).Value.Shown(again.Value) }
            : row;
    }

    public async Task<IReadOnlyList<DeliveryEntry>> FindAllAsync(DigestId digest, IReadOnlyList<SubscriberId> readers, CancellationToken cancellationToken)
    {
        var buckets = await Task.WhenAll(readers.GroupBy(reader => reader.Bucket).Select(own =>
            _deliveries.FindAllAsync(PartitionOf(digest, own.Key), [HandRow, .. own.Select(reader => reader.Value)], cancellationToken))).ConfigureAwait(false);
        return [.. buckets.SelectMany(EntriesOf)];
    }

    public Task<string?> TryMoveHandAsync(DeliveryHand hand, string? version, IReadOnlyList<DeliveryEntry> ended, CancellationToken cancellationToken)
    {
        var row = new EntityRow(PartitionOf(hand.Digest, hand.Bucket), HandRow, StorageJson.Write(hand));
        EntityWrite moved = version is null ? new EntityWrite.Save(row, null) : new EntityWrite.Merge(row, version);
        return _deliveries.TrySaveWithAsync(moved, [.. ended.Select(entry => new EntityWrite.Merge(ToRow(entry), null))], cancellationToken);
    }

    public Task<bool> TryReplaceAsync(DeliveryEntry delivery, string version, CancellationToken cancellationToken) =>
        _deliveries.TryReplaceAsync(ToRow(delivery), version, cancellationToken);

    public async Task<IReadOnlyList<LedgerBucket>> ReadAsync(DigestId digest, string first, string last, CancellationToken cancellationToken)
    {
        var rows = await RowsAsync(PartitionOf(digest, first), PartitionOf(digest, last), cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
        return
        [
            .. rows.GroupBy(row => row.Entry.Value.Reader.Bucket)
                .Select(own => new LedgerBucket(own.Key, own.First().Hand, [.. own.Select(row => row.Entry.Value)])),
        ];
    }

    public IAsyncEnumerable<Versioned<DeliveryEntry>> ListAsync(DigestId digest, char shard, CancellationToken cancellationToken) =>
        RowsAsync(PartitionOf(digest, $"{shard}"), PartitionOf(digest, $"{shard}{Behind}"), cancellationToken).Select(row => row.Entry);

    public IAsyncEnumerable<Versioned<DeliveryEntry>> ListAsync(DigestId digest, CancellationToken cancellationToken) =>
        RowsAsync(PartitionOf(digest, ""), PartitionOf(digest, $"{Behind}"), cancellationToken).Select(row => row.Entry);

    // Each row with the hand of its bucket, which was read before it.
    private async IAsyncEnumerable<(Versioned<DeliveryEntry> Entry, Versioned<DeliveryHand>? Hand)> RowsAsync(
        string first, string last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (partition, hand) = ("", (Versioned<DeliveryHand>?)null);
        await foreach (var row in _deliveries.ListPartitionsAsync(first, last, cancellationToken).ConfigureAwait(false))
        {
            if (row.Value.PartitionKey != partition)
            {
                (partition, hand) = (row.Value.PartitionKey, null);
            }

            if (row.Value.RowKey == HandRow)
            {
                hand = ToHand(row);
                continue;
            }

            yield return (ToEntry(hand, row), hand);
        }
    }

    private static IEnumerable<DeliveryEntry> EntriesOf(IReadOnlyList<EntityRow> rows)
    {
        var hand = rows is [{ RowKey: HandRow } first, ..] ? StorageJson.Read<DeliveryHand>(first.Json) : null;
        return rows.Where(row => row.RowKey != HandRow).Select(row => Shown(hand, row));
    }

    private async Task<Versioned<DeliveryEntry>?> FindRowAsync(DigestId digest, SubscriberId reader, CancellationToken cancellationToken)
    {
        var row = await _deliveries.FindAsync(PartitionOf(digest, reader.Bucket), reader.Value, cancellationToken).ConfigureAwait(false);
        return row is null ? null : ToEntry(null, row);
    }

    private static string PartitionOf(DigestId digest, string bucket) => $"{DigestKey.Of(digest)}~{bucket}";

    private static EntityRow ToRow(DeliveryEntry delivery) =>
        new(PartitionOf(delivery.Digest, delivery.Reader.Bucket), delivery.Reader.Value, StorageJson.Write(delivery));

    private static Versioned<DeliveryHand> ToHand(Versioned<EntityRow> row) => new(StorageJson.Read<DeliveryHand>(row.Value.Json), row.Version);

    private static Versioned<DeliveryEntry> ToEntry(Versioned<DeliveryHand>? hand, Versioned<EntityRow> row) => new(Shown(hand?.Value, row.Value), row.Version);

    private static DeliveryEntry Shown(DeliveryHand? hand, EntityRow row)
    {
        var entry = StorageJson.Read<DeliveryEntry>(row.Json);
        return hand?.Shown(entry) ?? entry;
    }
}
