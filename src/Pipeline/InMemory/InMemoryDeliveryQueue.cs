using System.Diagnostics.CodeAnalysis;
using Pipeline.Delivery;

namespace Pipeline.InMemory;

/// <summary>A queue of tickets in memory, first in, first out among those that are due by <paramref name="time"/>. Thread-safe.</summary>
public sealed class InMemoryDeliveryQueue(TimeProvider time) : IDeliveryQueue
{
    private readonly Lock _lock = new();
    private readonly List<(DateTimeOffset Due, DeliveryTicket Ticket)> _tickets = [];

    /// <inheritdoc/>
    public Task EnqueueAsync(DeliveryTicket ticket, TimeSpan delay, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _tickets.Add((time.GetUtcNow() + delay, ticket));
        }

        return Task.CompletedTask;
    }

    /// <summary>Takes the first ticket that is due off the queue; false where there is none.</summary>
    public bool TryDequeue([NotNullWhen(true)] out DeliveryTicket? ticket)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var at = _tickets.FindIndex(entry => entry.Due <= now);
            ticket = at < 0 ? null : _tickets[at].Ticket;
            if (at >= 0)
            {
                _tickets.RemoveAt(at);
            }

            return ticket is not null;
        }
    }
}
