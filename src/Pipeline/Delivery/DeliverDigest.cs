using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pipeline.Digest;
using Pipeline.Telemetry;

namespace Pipeline.Delivery;

/// <summary>
/// Sends a stretch of an issue. The same ticket may come twice, late, or to two senders at once: a mail leaves only under a claim in the ledger,
/// which one of them gets. What could not go now gets a ticket for later. Thread-safe.
/// </summary>
public sealed partial class DeliverDigest
{
    // A function must not sleep for long; a ticket can.
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(20);

    private readonly IDigestStore _digests;
    private readonly IDeliveryLedger _ledger;
    private readonly IDeliveryQueue _queue;
    private readonly ISendingRate _rate;
    private readonly SendMails _send;
    private readonly DeliveryOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<DeliverDigest> _logger;

    /// <summary>Delivers through <paramref name="send"/>.</summary>
    public DeliverDigest(
        IDigestStore digests, IDeliveryLedger ledger, IDeliveryQueue queue, ISendingRate rate, SendMails send, IOptions<DeliveryOptions> options,
        TimeProvider time, ILogger<DeliverDigest> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        _digests = digests;
        _ledger = ledger;
        _queue = queue;
        _rate = rate;
        _send = send;
        _options = options.Value;
        _time = time;
        _logger = logger;
    }

    /// <summary>Sends what is due of the stretch that <paramref name="ticket"/> names; a ticket that names nothing is dropped.</summary>
    public async Task RunAsync(DeliveryTicket ticket, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        using var activity = PipelineTelemetry.Continue("deliver digest", ActivityKind.Consumer, ticket.TraceParent);
        if (!ticket.TryRead(out var id, out var first, out var last) || await _digests.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } issue)
        {
            LogUnknown(_logger);
            return;
        }

        var open = new List<Versioned<DeliveryEntry>>();
        await foreach (var row in _ledger.ListAsync(id, first.Value, last.Value, cancellationToken).ConfigureAwait(false))
        {
            if (await RecoverAsync(row, cancellationToken).ConfigureAwait(false) is { Value.State: DeliveryState.Planned } planned)
            {
                open.Add(planned);
            }
        }

        // A held or paused issue is queued again when it is released.
        if (issue.Value.State == IssueState.Open && open.Count > 0)
        {
            var wait = await SendAsync(issue.Value, open, cancellationToken).ConfigureAwait(false);
            await WaitAsync(ticket, issue.Value, wait, cancellationToken).ConfigureAwait(false);
        }
    }

    // A sender that died left its claim: nobody knows whether the mail has gone.
    private async Task<Versioned<DeliveryEntry>> RecoverAsync(Versioned<DeliveryEntry> row, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        if (row.Value.State != DeliveryState.Claimed || row.Value.ClaimedUntil > now)
        {
            return row;
        }

        var state = _options.ResendUncertain ? DeliveryState.Planned : DeliveryState.Uncertain;
        await _send.EndAsync(row, row.Value.EndedAs(state, DeliveryAnswers.ClaimExpired, now), cancellationToken).ConfigureAwait(false);
        return await _ledger.FindAsync(row.Value.Digest, row.Value.Reader, cancellationToken).ConfigureAwait(false) ?? row;
    }

    // Returns how long what is left has to wait; null where nothing is left.
    private async Task<TimeSpan?> SendAsync(DigestIssue issue, List<Versioned<DeliveryEntry>> open, CancellationToken cancellationToken)
    {
        var check = await DeliveryCheck.ForAsync(issue, _digests, _ledger, cancellationToken).ConfigureAwait(false);
        TimeSpan? least = null;
        foreach (var batch in open.Chunk(_options.ConnectionsAtOnce))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var now = _time.GetUtcNow();
            var due = batch.Where(row => row.Value.NotBefore is null || row.Value.NotBefore <= now).ToList();
            foreach (var row in batch.Except(due))
            {
                Later(row.Value.NotBefore!.Value - now);
            }

            if (due.Count == 0)
            {
                continue;
            }

            if (issue.ExpiresAt > now && await WaitForRateAsync(due.Count, cancellationToken).ConfigureAwait(false) is { } tooLong)
            {
                return tooLong;
            }

            switch (await _send.RunAsync(issue, due, check, cancellationToken).ConfigureAwait(false))
            {
                case BatchOutcome.Ended:
                    break;
                case BatchOutcome.Waiting waiting:
                    Later(waiting.For);
                    break;
                case BatchOutcome.NothingTaken nothing:
                    // The server takes nothing now: the rest need not try.
                    return nothing.For;
                case BatchOutcome.Stopped:
                    return null;
            }
        }

        return least;

        void Later(TimeSpan wait) => least = least is null || wait < least ? wait : least;
    }

    // Null once the mails may leave; nothing is granted while there is a time to wait.
    private async Task<TimeSpan?> WaitForRateAsync(int mails, CancellationToken cancellationToken)
    {
        while (await _rate.TakeAsync(mails, cancellationToken).ConfigureAwait(false) is var wait && wait > TimeSpan.Zero)
        {
            if (wait > s_longestWait)
            {
                return wait;
            }

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
