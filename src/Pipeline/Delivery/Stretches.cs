using Pipeline.Digest;
using Pipeline.Subscribers;

namespace Pipeline.Delivery;

/// <summary>Readers' mails of one issue as stretches of the ledger, whole buckets, a ticket each. Not thread-safe.</summary>
/// <param name="issue">The issue.</param>
internal sealed class Stretches(DigestId issue)
{
    private readonly List<(string First, string Last, int Mails)> _stretches = [];

    /// <summary>Number of mails added.</summary>
    public int Mails { get; private set; }

    /// <summary>Adds the mail of <paramref name="reader"/>, who comes after those before in the order of the ledger.</summary>
    public void Add(SubscriberId reader)
    {
        Mails++;
        if (_stretches is [.., var open] && (open.Last == reader.Bucket || (open.Mails < DeliveryTicket.EnoughMails && open.Last[0] == reader.Shard)))
        {
            _stretches[^1] = (open.First, reader.Bucket, open.Mails + 1);
        }
        else
        {
            _stretches.Add((reader.Bucket, reader.Bucket, 1));
        }
    }

    /// <summary>A ticket for each stretch.</summary>
    public IReadOnlyList<DeliveryTicket> ToTickets() => [.. _stretches.Select(stretch => new DeliveryTicket(issue.ToString(), stretch.First, stretch.Last))];

    /// <summary>Queues a ticket for each stretch.</summary>
    public async Task EnqueueAsync(IDeliveryQueue queue, CancellationToken cancellationToken)
    {
        foreach (var ticket in ToTickets())
        {
            await queue.EnqueueAsync(ticket, TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
        }
    }
}
