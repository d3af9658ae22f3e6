using Pipeline.Digest;
using Pipeline.Subscribers;

namespace Pipeline.Delivery;

/// <summary>A stretch of an issue's ledger to send: the buckets of one shard from <paramref name="First"/> to <paramref name="Last"/>, both included.</summary>
/// <param name="Digest">The id in its text form.</param>
/// <param name="First">The first <see cref="SubscriberId.Bucket"/>.</param>
/// <param name="Last">The last one.</param>
/// <param name="TraceParent">W3C trace context of the run that planned it; null for none.</param>
public sealed record DeliveryTicket(string Digest, string First, string Last, string? TraceParent = null)
{
    /// <summary>Planned mails from which on a stretch takes no further bucket: few looks at the ledger, and yet done in a minute where the server is quick.</summary>
    public const int EnoughMails = 900;

    /// <summary>The issue; false where the ticket names no stretch, as a message does that did not come from here.</summary>
    public bool TryRead(out DigestId digest) =>
        DigestId.TryParse(Digest, out digest) && IsBucket(First) && IsBucket(Last) && First[0] == Last[0] && string.CompareOrdinal(First, Last) <= 0;

    private static bool IsBucket(string? name) => name is { Length: 2 } && name.All(SubscriberId.Shards.Contains);
}
