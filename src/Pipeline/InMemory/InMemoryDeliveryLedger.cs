using System.Globalization;
using System.Runtime.CompilerServices;
using Pipeline.Delivery;
using Pipeline.Digest;
using Pipeline.Subscribers;

namespace Pipeline.InMemory;

/// <summary>The ledger of deliveries in memory. Thread-safe.</summary>
public sealed class InMemoryDeliveryLedger : IDeliveryLedger
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(DigestId Digest, SubscriberId Reader), (DeliveryEntry Entry, int Version)> _rows = [];
    private readonly Dictionary<(DigestId Digest, string Bucket), (DeliveryHand Hand, int Version)> _hands = [];

    /// <inheritdoc/>
    public Task PlanAsync(IReadOnlyList<DeliveryEntry> deliveries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(deliveries);
        lock (_lock)
        {
            foreach (var delivery in deliveries)
            {
                _rows.TryAdd(KeyOf(delivery), (delivery, 1));
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<Versioned<DeliveryEntry>?> FindAsync(DigestId digest, SubscriberId reader, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_rows.TryGetValue((digest, reader), out var row) ? Shown(row) : null);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<DeliveryEntry>> FindAllAsync(DigestId digest, IReadOnlyList<SubscriberId> readers, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<DeliveryEntry>>(
                [.. readers.Where(reader => _rows.ContainsKey((digest, reader))).Select(reader => Shown(_rows[(digest, reader)]).Value)]);
        }
    }

    /// <inheritdoc/>
    public Task<string?> TryMoveHandAsync(DeliveryHand hand, string? version, IReadOnlyList<DeliveryEntry> ended, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(hand);
        ArgumentNullException.ThrowIfNull(ended);
        lock (_lock)
        {
            var isThere = _hands.TryGetValue((hand.Digest, hand.Bucket), out var there);
            if (version != (isThere ? VersionOf(there.Version) : null))
            {
                return Task.FromResult<string?>(null);
            }

            foreach (var entry in ended)
            {
                _rows[KeyOf(entry)] = (entry, _rows.GetValueOrDefault(KeyOf(entry)).Version + 1);
            }

            _hands[(hand.Digest, hand.Bucket)] = (hand, there.Version + 1);
            return Task.FromResult<string?>(VersionOf(there.Version + 1));
        }
    }

    /// <inheritdoc/>
    public Task<bool> TryReplaceAsync(DeliveryEntry delivery, string version, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        lock (_lock)
        {
            if (!_rows.TryGetValue(KeyOf(delivery), out var row) || VersionOf(row.Version) != version)
            {
                return Task.FromResult(false);
            }

            _rows[KeyOf(delivery)] = (delivery, row.Version + 1);
            return Task.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<LedgerBucket>> ReadAsync(DigestId digest, string first, string last, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<LedgerBucket>>(
            [
                .. Rows(digest, reader => string.CompareOrdinal(first, reader.Bucket) <= 0 && string.CompareOrdinal(reader.Bucket, last) <= 0)
                    .GroupBy(row => row.Value.Reader.Bucket).Select(own => new LedgerBucket(own.Key, HandOf(digest, own.Key), [.. own.Select(row => row.Value)])),
            ]);
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<Versioned<DeliveryEntry>> ListAsync(DigestId digest, char shard, CancellationToken cancellationToken) =>
        ListAsync(digest, reader => reader.Shard == shard, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<Versioned<DeliveryEntry>> ListAsync(DigestId digest, CancellationToken cancellationToken) =>
        ListAsync(digest, _ => true, cancellationToken);

    private async IAsyncEnumerable<Versioned<DeliveryEntry>> ListAsync(
        DigestId digest, Func<SubscriberId, bool> isWanted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<Versioned<DeliveryEntry>> rows;
        lock (_lock)
        {
            rows = [.. Rows(digest, isWanted)];
        }

        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var row in rows)
        {
            yield return row;
        }
    }

    private static (DigestId Digest, SubscriberId Reader) KeyOf(DeliveryEntry entry) => (entry.Digest, entry.Reader);

    private IEnumerable<Versioned<DeliveryEntry>> Rows(DigestId digest, Func<SubscriberId, bool> isWanted) =>
        _rows.Where(row => row.Key.Digest == digest && isWanted(row.Key.Reader)).OrderBy(row => row.Key.Reader.Value, StringComparer.Ordinal).Select(row => Shown(row.Value));

    private Versioned<DeliveryHand>? HandOf(DigestId digest, string bucket) =>
        _hands.TryGetValue((digest, bucket), out var there) ? new(there.Hand, VersionOf(there.Version)) : null;

    private static string VersionOf(int version) => version.ToString(CultureInfo.InvariantCulture);

    private Versioned<DeliveryEntry> Shown((DeliveryEntry Entry, int Version) row) => new(
        _hands.TryGetValue((row.Entry.Digest, row.Entry.Reader.Bucket), out var there) ? there.Hand.Shown(row.Entry) : row.Entry, VersionOf(row.Version));
}
