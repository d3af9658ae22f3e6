using Pipeline.Digest;

namespace Pipeline.Delivery;

/// <summary>Ends the mails of an issue that is too old, under the hands as a sender would: none of them is under way. Thread-safe.</summary>
public sealed class ExpireMails(IDeliveryLedger ledger, TakeHand take, TimeProvider time)
{
    /// <summary>Ends what is planned in the buckets from <paramref name="first"/> to <paramref name="last"/>; false where another has one of the hands.</summary>
    public async Task<bool> RunAsync(DigestId issue, string first, string last, CancellationToken cancellationToken)
    {
        var isDone = true;
        foreach (var bucket in await ledger.ReadAsync(issue, first, last, cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (hand, planned, _) = await take.RunAsync(issue, bucket).ConfigureAwait(false);
            isDone &= hand is not null && await EndAsync(hand, planned).ConfigureAwait(false);
        }

        return isDone;
    }

    private async Task<bool> EndAsync(SendersHand hand, IReadOnlyList<DeliveryEntry> planned)
    {
        foreach (var some in planned.Chunk(SendersHand.MaxEnded))
        {
            hand.End(some.Select(mail => mail.EndedAs(DeliveryState.Failed, DeliveryAnswers.Expired, time.GetUtcNow())));
            if (!await hand.FreeAsync().ConfigureAwait(false))
            {
                return false;
            }
        }

        return true;
    }
}
