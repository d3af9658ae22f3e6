using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Pipeline.Digest;
using Pipeline.Subscribers;
using Pipeline.Telemetry;

namespace Pipeline.Delivery;

/// <summary>
/// Sends a stretch of an issue. The same ticket may come twice, late, or to two senders at once: a mail leaves only from the hand of its bucket in the ledger,
/// which one of them has. What could not go now gets a ticket for later. Thread-safe.
/// </summary>
public sealed partial class DeliverDigest
{
    // A function must not sleep for long; a ticket can.
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_longestRun = TimeSpan.FromMinutes(2);

    private readonly IDigestStore _digests;
    private readonly IDeliveryLedger _ledger;
    private readonly IDeliveryQueue _queue;
    private readonly ISendingRate _rate;
    private readonly SendingLanes _lanes;
    private readonly TakeHand _take;
    private readonly ExpireMails _expire;
    private readonly SendMails _send;
    private readonly ISubscriberStore _readers;
    private readonly TimeProvider _time;
    private readonly ILogger<DeliverDigest> _logger;

    /// <summary>Delivers through <paramref name="send"/>.</summary>
    public DeliverDigest(
        IDigestStore digests, IDeliveryLedger ledger, IDeliveryQueue queue, ISendingRate rate, SendingLanes lanes, TakeHand take, ExpireMails expire, SendMails send,
        ISubscriberStore readers, TimeProvider time, ILogger<DeliverDigest> logger)
    {
        _digests = digests;
        _ledger = ledger;
        _queue = queue;
        _rate = rate;
        _lanes = lanes;
        _take = take;
        _expire = expire;
        _send = send;
        _readers = readers;
        _time = time;
        _logger = logger;
    }

    /// <summary>Sends what is due of the stretch that <paramref name="ticket"/> names; a ticket that names nothing is dropped.</summary>
    public async Task RunAsync(DeliveryTicket ticket, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        using var activity = PipelineTelemetry.Continue("deliver digest", ActivityKind.Consumer, ticket.TraceParent);
        if (!ticket.TryRead(out var id))
        {
            LogUnknown(_logger);
            return;
        }

        using (await _lanes.EnterAsync(cancellationToken).ConfigureAwait(false))
        {
            if (await _digests.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } issue)
            {
                LogUnknown(_logger);
                return;
            }

            var wait = await SendAsync(issue.Value, ticket, cancellationToken).ConfigureAwait(false);
            await WaitAsync(ticket, issue.Value, wait, cancellationToken).ConfigureAwait(false);
        }
    }

    // Returns how long what is left has to wait; null where nothing is left, or has to wait for somebody's word.
    private async Task<TimeSpan?> SendAsync(DigestIssue issue, DeliveryTicket ticket, CancellationToken cancellationToken)
    {
        if (issue.ExpiresAt <= _time.GetUtcNow())
        {
            await _expire.RunAsync(issue.Id, ticket.First, ticket.Last, cancellationToken).ConfigureAwait(false);
            return null;
        }

        var (hands, open, wait) = (new SendersHands(), new List<DeliveryEntry>(), (TimeSpan?)null);
        foreach (var bucket in await _ledger.ReadAsync(issue.Id, ticket.First, ticket.Last, cancellationToken).ConfigureAwait(false))
        {
            var (hand, planned, busy) = await _take.RunAsync(issue.Id, bucket).ConfigureAwait(false);
            if (hand is null)
            {
                wait = Sooner(wait, busy);
                continue;
            }

            hands.Add(bucket.Name, hand);
            open.AddRange(planned);
        }

        if (issue.State != IssueState.Open)
        {
            return null; // A held or paused issue is queued again when it is released.
        }

        try
        {
            var later = open.Count == 0 ? null : await SendAsync(issue, open, hands, cancellationToken).ConfigureAwait(false);
            return later is null ? wait : Sooner(wait, later.Value);
        }
        finally
        {
            await hands.FreeAsync().ConfigureAwait(false);
        }
    }

    private async Task<TimeSpan?> SendAsync(DigestIssue issue, List<DeliveryEntry> open, SendersHands hands, CancellationToken cancellationToken)
    {
        var check = await DeliveryCheck.ForAsync(issue, _digests, _ledger, cancellationToken).ConfigureAwait(false);
        var now = _time.GetUtcNow();
        TimeSpan? least = null;
        foreach (var entry in open.Where(entry => entry.NotBefore > now))
        {
            least = Sooner(least, entry.NotBefore!.Value - now);
        }

        var due = open.Where(entry => entry.NotBefore is not { } later || later <= now).ToList();
        var readers = new FreshReaders(_readers, due, _time);
        var begun = _time.GetTimestamp();
        for (var at = 0; at < due.Count; at += _lanes.MailsOfLane)
        {
            if (_time.GetElapsedTime(begun) > s_longestRun)
            {
                return TimeSpan.Zero;
            }

            var batch = due.GetRange(at, Math.Min(_lanes.MailsOfLane, due.Count - at));
            cancellationToken.ThrowIfCancellationRequested();
            if (issue.ExpiresAt <= _time.GetUtcNow())
            {
                return least; // The next tick ends what is left.
            }

            if (await WaitForRateAsync(batch.Count, hands, cancellationToken).ConfigureAwait(false) is { } tooLong)
            {
                return tooLong;
            }

            // How the batch before has ended is written down with it.
            var taken = await hands.TakeAsync(batch).ConfigureAwait(false);
            if (taken.Count < batch.Count)
            {
                least = Sooner(least, TakeHand.SoonAgain);
            }

            var sent = await _send.RunAsync(taken, hands, check, token => readers.FindAsync(at, batch.Count, token), cancellationToken).ConfigureAwait(false);
            switch (await _send.ConcludeAsync(issue.Id, sent).ConfigureAwait(false))
            {
                case BatchOutcome.Ended:
                    break;
                case BatchOutcome.Waiting waiting:
                    least = Sooner(least, waiting.For);
                    break;
                case BatchOutcome.NothingTaken nothing:
                    // The server takes nothing now: the rest need not try.
                    return nothing.For;
                case BatchOutcome.Stopped:
                    return null;
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        return least;
    }

    private static TimeSpan Sooner(TimeSpan? one, TimeSpan other) => one < other ? one.Value : other;

    // Null once the mails may leave; nothing is granted while there is a time to wait, and the hands are free meanwhile.
    private async Task<TimeSpan?> WaitForRateAsync(int mails, SendersHands hands, CancellationToken cancellationToken)
    {
        while (await _rate.TakeAsync(mails, cancellationToken).ConfigureAwait(false) is var wait && wait > TimeSpan.Zero)
        {
            if (wait > s_longestWait)
            {
                return wait;
            }

            await hands.FreeAsync().ConfigureAwait(false);
            await Task.Delay(wait, _time, cancellationToken).ConfigureAwait(false);
        }

        return null;
    }

    private async Task WaitAsync(DeliveryTicket ticket, DigestIssue issue, TimeSpan? wait, CancellationToken cancellationToken)
    {
        if (wait is { } delay && _time.GetUtcNow() < issue.ExpiresAt)
        {
            await _queue.EnqueueAsync(ticket, delay > TimeSpan.FromSeconds(1) ? delay : TimeSpan.FromSeconds(1), cancellationToken).ConfigureAwait(false);
        }
    }
}
