namespace Pipeline.Delivery;

/// <summary>The queue of tickets. What is in it may come twice, late or out of order.</summary>
public interface IDeliveryQueue
{
    /// <summary>Adds a ticket that comes out after <paramref name="delay"/> at the earliest (zero for now; 7 days at most).</summary>
    Task EnqueueAsync(DeliveryTicket ticket, TimeSpan delay, CancellationToken cancellationToken);
}
