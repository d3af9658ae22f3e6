using Microsoft.Azure.Functions.Worker;
using Pipeline.Delivery;

namespace Pipeline.Functions;

/// <summary>Takes tickets on which <see cref="DeliverDigestFunction"/> failed at every try.</summary>
public sealed class PoisonedDeliveriesFunction(TakePoisonedDelivery take)
{
    [Function("PoisonedDeliveries")]
    public void Run([QueueTrigger("deliveries-poison", Connection = "Storage")] string message) => take.Run(message);
}
