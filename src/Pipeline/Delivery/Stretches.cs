using Pipeline.Digest;
using Pipeline.Subscribers;

namespace Pipeline.Delivery;

/// <summary>Readers' mails of one issue as stretches of the ledger, a ticket each. Not thread-safe.</summary>
/// <param name="issue">The issue.</param>
internal sealed class Stretches(DigestId issue)
{
    private readonly List<(SubscriberId First, SubscriberId Last, int Mails)> _stretches = [];

    /// <summary>Number of mails added.</summary>
    public int Mails { get; private set; }

    /// <summary>Adds the mail of <paramref name="reader"/>, who comes after those before in the order of the ledger.</summary>
    public void Add(SubscriberId reader)
    {
        Mails++;
        if (_stretches is [.., var open] && open.Mails < DeliveryTicket.MaxMails && open.First.Shard == reader.Shard)
        {
            _stretches[^1] = (open.First, reader, open.Mails + 1);
        }
        else
        {
            _stretches.Add((reader, reader, 1));
        }
    }

    /// <summary>A ticket for each stretch.</summary>
    public IReadOnlyList<DeliveryTicket> ToTickets() => [.. _stretches.Select(stretch => DeliveryTicket.Of(issue, stretch.First, stretch.Last))];

    /// <summary>Queues a ticket for each stretch.</summary>
    public async Task EnqueueAsync(IDeliveryQueue queue, CancellationToken cancellationToken)
    {
        foreach (var ticket in InTurn(ToTickets()))
        {
            await queue.EnqueueAsync(ticket, TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The first ticket of each shard, then the second of each, and so on, so that senders meet on different shards: of one shard only one can send.</summary>
    public static IEnumerable<DeliveryTicket> InTurn(IEnumerable<DeliveryTicket> tickets) =>
        tickets.GroupBy(ticket => ticket.First[0]).SelectMany(shard => shard.Index()).OrderBy(pair => pair.Index).Select(pair => pair.Item);
}
