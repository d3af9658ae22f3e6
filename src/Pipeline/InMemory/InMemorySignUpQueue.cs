using System.Collections.Concurrent;
using Pipeline.Subscribers;

namespace Pipeline.InMemory;

/// <summary>Sign-ups in memory. Thread-safe.</summary>
public sealed class InMemorySignUpQueue : ISignUpQueue
{
    /// <summary>What was added, oldest first.</summary>
    public ConcurrentQueue<SignUpTicket> Tickets { get; } = new();

    /// <inheritdoc/>
    public Task EnqueueAsync(SignUpTicket ticket, CancellationToken cancellationToken)
    {
        Tickets.Enqueue(ticket);
        return Task.CompletedTask;
    }
}
