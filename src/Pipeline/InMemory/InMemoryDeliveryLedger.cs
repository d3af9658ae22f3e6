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

    /// <inheritdoc/>
    public Task PlanAsync(IReadOnlyList<DeliveryEntry> deliveries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(deliveries);
        lock (_lock)
        {
            foreach (var delivery in deliveries)
            {
                _rows.TryAdd((delivery.Digest, delivery.Reader), (delivery, 1));
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<Versioned<DeliveryEntry>?> FindAsync(DigestId digest, SubscriberId reader, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_rows.TryGetValue((digest, reader), out var row) ? Versioned(row) : null);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> TryReplaceAsync(DeliveryEntry delivery, string version, CancellationToken cancellationToken) =>
        await TryReplaceAllAsync([new(delivery, version)], cancellationToken).ConfigureAwait(false) is not null;

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>?> TryReplaceAllAsync(IReadOnlyList<Versioned<DeliveryEntry>> deliveries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(deliveries);
        lock (_lock)
        {
            foreach (var delivery in deliveries)
            {
                if (!_rows.TryGetValue(KeyOf(delivery.Value), out var row) || Versioned(row).Version != delivery.Version)
                {
                    return Task.FromResult<IReadOnlyList<string>?>(null);
                }
            }

            foreach (var delivery in deliveries)
            {
                _rows[KeyOf(delivery.Value)] = (delivery.Value, _rows[KeyOf(delivery.Value)].Version + 1);
            }

            return Task.FromResult<IReadOnlyList<string>?>([.. deliveries.Select(delivery => Versioned(_rows[KeyOf(delivery.Value)]).Version)]);
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<Versioned<DeliveryEntry>> ListAsync(DigestId digest, SubscriberId first, SubscriberId last, CancellationToken cancellationToken) =>
        ListAsync(digest, reader => IsBetween(first, reader, last), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<Versioned<DeliveryEntry>> ListAsync(DigestId digest, CancellationToken cancellationToken) =>
        ListAsync(digest, _ => true, cancellationToken);

    private async IAsyncEnumerable<Versioned<DeliveryEntry>> ListAsync(
        DigestId digest, Func<SubscriberId, bool> isWanted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<Versioned<DeliveryEntry>> rows;
        lock (_lock)
        {
            rows =
            [
                .. _rows.Where(row => row.Key.Digest == digest && isWanted(row.Key.Reader))
                    .OrderBy(row => row.Key.Reader.Value, StringComparer.Ordinal).Select(row => Versioned(row.Value)),
            ];
        }

        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var row in rows)
        {
            yield return row;
        }
    }

    private static (DigestId Digest, SubscriberId Reader) KeyOf(DeliveryEntry entry) => (entry.Digest, entry.Reader);

    private static bool IsBetween(SubscriberId first, SubscriberId reader, SubscriberId last) =>
        string.CompareOrdinal(first.Value, reader.Value) <= 0 && string.CompareOrdinal(reader.Value, last.Value) <= 0;

    private static Versioned<DeliveryEntry> Versioned((DeliveryEntry Entry, int Version) row) =>
        new(row.Entry, row.Version.ToString(CultureInfo.InvariantCulture));
}
