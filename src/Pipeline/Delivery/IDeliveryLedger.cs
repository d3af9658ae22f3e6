using Pipeline.Digest;
using Pipeline.Subscribers;

namespace Pipeline.Delivery;

/// <summary>
/// The ledger of deliveries: one row an issue and reader, and one <see cref="DeliveryHand"/> an issue and bucket of readers, which alone decides whether
/// a mail may be sent. A planned mail that is in a hand reads as claimed. Safe in parallel.
/// </summary>
public interface IDeliveryLedger
{
    /// <summary>Adds the rows that are not there yet (one issue, one bucket, at most 100) and leaves the others as they are.</summary>
    Task PlanAsync(IReadOnlyList<DeliveryEntry> deliveries, CancellationToken cancellationToken);

    /// <summary>One row, or null.</summary>
    Task<Versioned<DeliveryEntry>?> FindAsync(DigestId digest, SubscriberId reader, CancellationToken cancellationToken);

    /// <summary>The rows of <paramref name="readers"/>, which are in the order of their ids; without those that are not there.</summary>
    Task<IReadOnlyList<DeliveryEntry>> FindAllAsync(DigestId digest, IReadOnlyList<SubscriberId> readers, CancellationToken cancellationToken);

    /// <summary>
    /// Writes down how mails ended (at most 99, of the hand's issue and bucket) and replaces <paramref name="version"/> of the hand (null: there is none), all
    /// or nothing. Returns the new version of the hand, or null where another write was faster.
    /// </summary>
    Task<string?> TryMoveHandAsync(DeliveryHand hand, string? version, IReadOnlyList<DeliveryEntry> ended, CancellationToken cancellationToken);

    /// <summary>Replaces one version of a row, without a hand: for an answer that comes late. False where another write was faster.</summary>
    Task<bool> TryReplaceAsync(DeliveryEntry delivery, string version, CancellationToken cancellationToken);

    /// <summary>The buckets from <paramref name="first"/> to <paramref name="last"/>, both included, that have rows, in order.</summary>
    Task<IReadOnlyList<LedgerBucket>> ReadAsync(DigestId digest, string first, string last, CancellationToken cancellationToken);

    /// <summary>The rows of one shard in the order of the readers' ids, as a stream.</summary>
    IAsyncEnumerable<Versioned<DeliveryEntry>> ListAsync(DigestId digest, char shard, CancellationToken cancellationToken);

    /// <summary>All rows of an issue, shard by shard, as a stream.</summary>
    IAsyncEnumerable<Versioned<DeliveryEntry>> ListAsync(DigestId digest, CancellationToken cancellationToken);
}
