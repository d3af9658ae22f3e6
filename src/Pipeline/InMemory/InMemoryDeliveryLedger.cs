using System.Globalization;
using System.Runtime.CompilerServices;
using Pipeline.Delivery;
using Pipeline.Digest;

namespace Pipeline.InMemory;

/// <summary>The ledger of deliveries in memory. Thread-safe.</summary>
public sealed class InMemoryDeliveryLedger : IDeliveryLedger
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(DigestId Digest, string Recipient), (DeliveryEntry Entry, int Version)> _rows = [];

    /// <inheritdoc/>
    public Task<bool> TryPlanAsync(DeliveryEntry delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        lock (_lock)
        {
            return Task.FromResult(_rows.TryAdd((delivery.Digest, delivery.Recipient), (delivery, 1)));
        }
    }

    /// <inheritdoc/>
    public Task<Versioned<DeliveryEntry>?> FindAsync(DigestId digest, string recipient, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_rows.TryGetValue((digest, recipient), out var row) ? Versioned(row) : null);
        }
    }

    /// <inheritdoc/>
    public Task<bool> TryReplaceAsync(DeliveryEntry delivery, string version, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var key = (delivery.Digest, delivery.Recipient);
        lock (_lock)
        {
            if (!_rows.TryGetValue(key, out var row) || Versioned(row).Version != version)
            {
                return Task.FromResult(false);
            }

            _rows[key] = (delivery, row.Version + 1);
            return Task.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Versioned<DeliveryEntry>> ListAsync(DigestId digest, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<Versioned<DeliveryEntry>> rows;
        lock (_lock)
        {
            rows = [.. _rows.Where(row => row.Key.Digest == digest).OrderBy(row => row.Key.Recipient, StringComparer.Ordinal).Select(row => Versioned(row.Value))];
        }

        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var row in rows)
        {
            yield return row;
        }
    }

    private static Versioned<DeliveryEntry> Versioned((DeliveryEntry Entry, int Version) row) =>
        new(row.Entry, row.Version.ToString(CultureInfo.InvariantCulture));
}
