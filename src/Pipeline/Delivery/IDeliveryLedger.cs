using Pipeline.Digest;
using Pipeline.Subscribers;

namespace Pipeline.Delivery;

/// <summary>The ledger of deliveries: one row an issue and reader, which alone decides whether a mail may be sent. Safe in parallel.</summary>
public interface IDeliveryLedger
{
    /// <summary>Adds the rows that are not there yet (one issue, one shard, at most 100) and leaves the others as they are.</summary>
    Task PlanAsync(IReadOnlyList<DeliveryEntry> deliveries, CancellationToken cancellationToken);

    /// <summary>One row, or null.</summary>
    Task<Versioned<DeliveryEntry>?> FindAsync(DigestId digest, SubscriberId reader, CancellationToken cancellationToken);

    /// <summary>Replaces one version of a row; false where another write was faster.</summary>
    Task<bool> TryReplaceAsync(DeliveryEntry delivery, string version, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces rows of one issue and shard (at most 100), all or none. Returns their new versions in the same order, or null where another write was
    /// faster at one of them.
    /// </summary>
    Task<IReadOnlyList<string>?> TryReplaceAllAsync(IReadOnlyList<Versioned<DeliveryEntry>> deliveries, CancellationToken cancellationToken);

    /// <summary>The rows of one shard from <paramref name="first"/> to <paramref name="last"/>, both included, in the order of the readers' ids.</summary>
    IAsyncEnumerable<Versioned<DeliveryEntry>> ListAsync(DigestId digest, SubscriberId first, SubscriberId last, CancellationToken cancellationToken);

    /// <summary>All rows of an issue, shard by shard, as a stream.</summary>
    IAsyncEnumerable<Versioned<DeliveryEntry>> ListAsync(DigestId digest, CancellationToken cancellationToken);
}
