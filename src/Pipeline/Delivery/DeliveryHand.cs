using Pipeline.Digest;
using Pipeline.Subscribers;

namespace Pipeline.Delivery;

/// <summary>
/// The mails of one issue and bucket that a sender has in hand: they may leave now, and no others of the bucket. Whoever wrote its current version holds it.
/// It is never deleted, so that a version is never seen again. Immutable.
/// </summary>
public sealed record DeliveryHand
{
    /// <summary>The issue.</summary>
    public required DigestId Digest { get; init; }

    /// <summary>The <see cref="SubscriberId.Bucket"/>.</summary>
    public required string Bucket { get; init; }

    /// <summary>The readers whose mails are in hand; none where the hand is free.</summary>
    public IReadOnlyList<SubscriberId> Mails { get; init; } = [];

    /// <summary>Until when the claim holds; null where the hand is free.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary><paramref name="entry"/> as others see it: a planned mail that is in this hand is claimed, also where the claim has expired.</summary>
    public DeliveryEntry Shown(DeliveryEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.State == DeliveryState.Planned && Mails.Contains(entry.Reader) ? entry with { State = DeliveryState.Claimed, ClaimedUntil = Until } : entry;
    }
}
