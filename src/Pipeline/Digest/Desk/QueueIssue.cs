using Pipeline.Delivery;
using Pipeline.Subscribers;

namespace Pipeline.Digest.Desk;

/// <summary>Puts the mails of an issue that are planned on the queue, in stretches of the ledger. Thread-safe; done twice, nobody gets two.</summary>
public sealed class QueueIssue(IDeliveryLedger ledger, IDeliveryQueue queue)
{
    private const int RowsAtOnce = 100;

    /// <summary>Queues what is planned; returns the number of mails.</summary>
    public async Task<int> RunAsync(DigestId id, CancellationToken cancellationToken)
    {
        var (mails, rows) = (0, 0);
        (SubscriberId First, SubscriberId Last)? stretch = null;
        await foreach (var row in ledger.ListAsync(id, cancellationToken).ConfigureAwait(false))
        {
            if (row.Value.State != DeliveryState.Planned)
            {
                continue;
            }

            if (stretch is { } full && (rows == RowsAtOnce || full.First.Shard != row.Value.Reader.Shard))
            {
                await queue.EnqueueAsync(DeliveryTicket.Of(id, full.First, full.Last), TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
                (stretch, rows) = (null, 0);
            }

            stretch = (stretch?.First ?? row.Value.Reader, row.Value.Reader);
            rows++;
            mails++;
        }

        if (stretch is { } rest)
        {
            await queue.EnqueueAsync(DeliveryTicket.Of(id, rest.First, rest.Last), TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
        }

        return mails;
    }
}
