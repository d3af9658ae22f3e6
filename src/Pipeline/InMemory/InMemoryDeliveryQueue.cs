using System.Diagnostics.CodeAnalysis;
using Pipeline.Delivery;

namespace Pipeline.InMemory;

/// <summary>A queue of tickets in memory, first in, first out. Thread-safe.</summary>
public sealed class InMemoryDeliveryQueue : IDeliveryQueue
{
    private readonly Lock _lock = new();
    private readonly Queue<DeliveryTicket> _tickets = new();

    /// <inheritdoc/>
    public Task EnqueueAsync(DeliveryTicket ticket, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _tickets.Enqueue(ticket);
        }

        return Task.CompletedTask;
    }

    /// <summary>Takes the first ticket off the queue; false where it is empty.</summary>
    public bool TryDequeue([NotNullWhen(true)] out DeliveryTicket? ticket)
    {
        lock (_lock)
        {
            return _tickets.TryDequeue(out ticket);
        }
    }
}
