namespace Pipeline.Delivery;

/// <summary>Queue <c>deliveries</c>.</summary>
public interface IDeliveryQueue
{
    /// <summary>Puts a ticket on the queue.</summary>
    Task EnqueueAsync(DeliveryTicket ticket, CancellationToken cancellationToken);
}
