namespace Pipeline.Delivery;

/// <summary>What the ledger has of one issue and bucket of readers.</summary>
/// <param name="Name">The <see cref="Subscribers.SubscriberId.Bucket"/>.</param>
/// <param name="Hand">Its hand, as it was read before the rows; null before the first mail.</param>
/// <param name="Mails">Its rows in the order of the readers' ids.</param>
public sealed record LedgerBucket(string Name, Versioned<DeliveryHand>? Hand, IReadOnlyList<DeliveryEntry> Mails);
