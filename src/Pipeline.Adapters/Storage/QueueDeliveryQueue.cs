using System.Diagnostics;
using Azure.Storage.Queues;
using Pipeline.Delivery;

namespace Pipeline.Adapters.Storage;

/// <summary>Queue <c>deliveries</c>; the body is the ticket's JSON, in base64 on the wire. A ticket carries the trace of whoever queued it first.</summary>
internal sealed class QueueDeliveryQueue(QueueServiceClient queues) : IDeliveryQueue
{
    private readonly QueueClient _queue = queues.GetQueueClient(StorageLayout.DeliveriesQueue);

    public Task EnqueueAsync(DeliveryTicket ticket, TimeSpan delay, CancellationToken cancellationToken) =>
        _queue.SendMessageAsync(StorageJson.Write(ticket with { TraceParent = ticket.TraceParent ?? Activity.Current?.Id }), visibilityTimeout: delay, cancellationToken: cancellationToken);
}
