using Pipeline.Digest;
using Pipeline.Subscribers;

namespace Pipeline.Delivery;

/// <summary>Ends the mails of an issue that is too old, under the hand as a sender would: none of them is under way. Thread-safe.</summary>
public sealed class ExpireMails(IDeliveryLedger ledger, TakeHand take, TimeProvider time)
{
    /// <summary>Ends what is planned of one shard from <paramref name="first"/> to <paramref name="last"/>; false where another has the hand.</summary>
    public async Task<bool> RunAsync(DigestId issue, SubscriberId first, SubscriberId last, CancellationToken cancellationToken)
    {
        var (hand, _) = await take.RunAsync(issue, first.Shard, cancellationToken).ConfigureAwait(false);
        if (hand is null)
        {
            return false;
        }

        var planned = await ledger.ListAsync(issue, first, last, cancellationToken)
            .Where(row => row.Value.State == DeliveryState.Planned).ToListAsync(cancellationToken).ConfigureAwait(false);
        foreach (var some in planned.Chunk(SendersHand.MaxEnded))
        {
            hand.End(some.Select(row => row.Value.EndedAs(DeliveryState.Failed, DeliveryAnswers.Expired, time.GetUtcNow())));
            if (!await hand.FreeAsync().ConfigureAwait(false))
            {
                return false;
            }
        }

        return true;
    }
}
