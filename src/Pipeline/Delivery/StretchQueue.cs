using Pipeline.Digest;
using Pipeline.Subscribers;

namespace Pipeline.Delivery;

/// <summary>Puts readers' mails of one issue on the queue in stretches of the ledger, a ticket each. Not thread-safe.</summary>
/// <param name="queue">The queue.</param>
/// <param name="issue">The issue.</param>
internal sealed class StretchQueue(IDeliveryQueue queue, DigestId issue)
{
    private const int RowsAtOnce = 100;
    private (SubscriberId First, SubscriberId Last, int Rows)? _stretch;

    /// <summary>Number of mails added.</summary>
    public int Mails { get; private set; }

    /// <summary>Adds the mail of <paramref name="reader"/>, who comes after those before in the order of the ledger.</summary>
    public async Task AddAsync(SubscriberId reader, CancellationToken cancellationToken)
    {
        if (_stretch is { } open && (open.Rows == RowsAtOnce || open.First.Shard != reader.Shard))
        {
            await FlushAsync(cancellationToken).ConfigureAwait(false);
        }

        _stretch = (_stretch?.First ?? reader, reader, (_stretch?.Rows ?? 0) + 1);
        Mails++;
    }

    /// <summary>Queues what is left.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_stretch is { } open)
        {
            await queue.EnqueueAsync(DeliveryTicket.Of(issue, open.First, open.Last), TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
            _stretch = null;
        }
    }
}
