using Pipeline.Digest;
using Pipeline.Subscribers;

namespace Pipeline.Delivery;

/// <summary>
/// Puts readers' mails of one issue on the queue in stretches of the ledger, a ticket each. The shards take turns, so that senders meet on different ones: of one
/// shard only one can send. Not thread-safe.
/// </summary>
/// <param name="queue">The queue.</param>
/// <param name="issue">The issue.</param>
internal sealed class StretchQueue(IDeliveryQueue queue, DigestId issue)
{
    private const int RowsAtOnce = 100;
    private readonly List<DeliveryTicket> _tickets = [];
    private (SubscriberId First, SubscriberId Last, int Rows)? _stretch;

    /// <summary>Number of mails added.</summary>
    public int Mails { get; private set; }

    /// <summary>Adds the mail of <paramref name="reader"/>, who comes after those before in the order of the ledger.</summary>
    public void Add(SubscriberId reader)
    {
        if (_stretch is { } open && (open.Rows == RowsAtOnce || open.First.Shard != reader.Shard))
        {
            Close();
        }

        _stretch = (_stretch?.First ?? reader, reader, (_stretch?.Rows ?? 0) + 1);
        Mails++;
    }

    /// <summary>Queues what was added.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        Close();
        foreach (var ticket in InTurn(_tickets))
        {
            await queue.EnqueueAsync(ticket, TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
        }

        _tickets.Clear();
    }

    /// <summary>The first ticket of each shard, then the second of each, and so on.</summary>
    public static IEnumerable<DeliveryTicket> InTurn(IEnumerable<DeliveryTicket> tickets) =>
        tickets.GroupBy(ticket => ticket.First[0]).SelectMany(shard => shard.Index()).OrderBy(pair => pair.Index).Select(pair => pair.Item);

    private void Close()
    {
        if (_stretch is { } open)
        {
            _tickets.Add(DeliveryTicket.Of(issue, open.First, open.Last));
            _stretch = null;
        }
    }
}
