using Microsoft.Azure.Functions.Worker;
using Pipeline.Delivery;

namespace Pipeline.Functions;

/// <summary>Sends some mails of an issue. The same ticket may come twice; the ledger decides.</summary>
public sealed class DeliverDigestFunction(DeliverDigest deliver)
{
    [Function("DeliverDigest")]
    public Task RunAsync([QueueTrigger("deliveries", Connection = "Storage")] DeliveryTicket ticket, CancellationToken cancellationToken) =>
        deliver.RunAsync(ticket, cancellationToken);
}
