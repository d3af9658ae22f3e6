using System.Diagnostics.CodeAnalysis;
using Pipeline.Digest;
using Pipeline.Subscribers;

namespace Pipeline.Delivery;

/// <summary>A stretch of an issue's ledger to send: rows of one shard from <paramref name="First"/> to <paramref name="Last"/>, both included.</summary>
/// <param name="Digest">The id in its text form.</param>
/// <param name="First">Id of the first reader of the stretch.</param>
/// <param name="Last">Id of the last one, of the same shard.</param>
/// <param name="TraceParent">W3C trace context of the run that planned it; null for none.</param>
public sealed record DeliveryTicket(string Digest, string First, string Last, string? TraceParent = null)
{
    /// <summary>Planned mails of a stretch at most: few looks at the ledger, and yet done in a minute where the server is quick.</summary>
    public const int MaxMails = 1000;

    /// <summary>A ticket for one stretch.</summary>
    public static DeliveryTicket Of(DigestId digest, SubscriberId first, SubscriberId last) => new(digest.ToString(), first.Value, last.Value);

    /// <summary>What the ticket names; false where it names nothing, as a message does that did not come from here.</summary>
    public bool TryRead(out DigestId digest, [NotNullWhen(true)] out SubscriberId? first, [NotNullWhen(true)] out SubscriberId? last)
    {
        (first, last) = (null, null);
        if (!DigestId.TryParse(Digest, out digest) || First is null || Last is null || !Identifier.Is(First) || !Identifier.Is(Last) || First[0] != Last[0])
        {
            return false;
        }

        (first, last) = (new(First), new(Last));
        return true;
    }
}
