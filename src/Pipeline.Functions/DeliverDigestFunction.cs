using Microsoft.Azure.Functions.Worker;
using Pipeline.Delivery;
using Pipeline.Digest.Desk;

namespace Pipeline.Functions;

/// <summary>Sends some mails of an issue, and tells the editor where that has paused it. The same ticket may come twice; the ledger decides.</summary>
public sealed class DeliverDigestFunction(DeliverDigest deliver, TellEditor tell)
{
    [Function("DeliverDigest")]
    public async Task RunAsync([QueueTrigger("deliveries", Connection = "Storage")] DeliveryTicket ticket, CancellationToken cancellationToken)
    {
        await deliver.RunAsync(ticket, cancellationToken);
        await tell.RunAsync(cancellationToken);
    }
}
