using Pipeline.Delivery;

namespace Pipeline.Digest.Desk;

/// <summary>Puts the mails of an issue that are planned on the queue, in stretches of the ledger. Thread-safe; done twice, nobody gets two.</summary>
public sealed class QueueIssue(IDeliveryLedger ledger, IDeliveryQueue queue)
{
    /// <summary>Queues what is planned; returns the number of mails.</summary>
    public async Task<int> RunAsync(DigestId id, CancellationToken cancellationToken)
    {
        var stretches = new Stretches(id);
        await foreach (var row in ledger.ListAsync(id, cancellationToken).ConfigureAwait(false))
        {
            if (row.Value.State == DeliveryState.Planned)
            {
                stretches.Add(row.Value.Reader);
            }
        }

        await stretches.EnqueueAsync(queue, cancellationToken).ConfigureAwait(false);
        return stretches.Mails;
    }
}
