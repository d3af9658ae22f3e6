using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pipeline.Digest;
using Pipeline.Subscribers;
using Pipeline.Telemetry;

namespace Pipeline.Delivery;

/// <summary>
/// Claims a few mails together, sends them at once and writes down what came of them. One batch at a time in a process, so that no more mails
/// are claimed than there are connections: so many may be uncertain when it is killed. Thread-safe.
/// </summary>
public sealed partial class SendMails : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly IDeliveryLedger _ledger;
    private readonly ISubscriberStore _readers;
    private readonly IPositionStore _positions;
    private readonly FrozenVariants _variants;
    private readonly DigestMail _mail;
    private readonly IMailer _mailer;
    private readonly PauseIssue _pause;
    private readonly SuppressAddress _suppress;
    private readonly DeliveryOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<SendMails> _logger;
    private int _refusedInARow;

    /// <summary>Sends through <paramref name="mailer"/>.</summary>
    public SendMails(
        IDeliveryLedger ledger, ISubscriberStore readers, IPositionStore positions, FrozenVariants variants, DigestMail mail, IMailer mailer,
        PauseIssue pause, SuppressAddress suppress, IOptions<DeliveryOptions> options, TimeProvider time, ILogger<SendMails> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        _ledger = ledger;
        _readers = readers;
        _positions = positions;
        _variants = variants;
        _mail = mail;
        _mailer = mailer;
        _pause = pause;
        _suppress = suppress;
        _options = options.Value;
        _time = time;
        _logger = logger;
    }

    /// <summary>Sends planned mails of one issue and shard, as many as there are connections at most.</summary>
    public async Task<BatchOutcome> RunAsync(
        DigestIssue issue, IReadOnlyList<Versioned<DeliveryEntry>> rows, DeliveryCheck check, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(issue);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(check);
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (issue.ExpiresAt <= _time.GetUtcNow())
            {
                await Task.WhenAll(rows.Select(row =>
                    EndAsync(row, row.Value.EndedAs(DeliveryState.Failed, DeliveryAnswers.Expired, _time.GetUtcNow()), cancellationToken))).ConfigureAwait(false);
                return new BatchOutcome.Ended();
            }

            return await ClaimAndSendAsync(issue, rows, check, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Writes how a delivery ended, unless another write was faster.</summary>
    public async Task<bool> EndAsync(Versioned<DeliveryEntry> row, DeliveryEntry ended, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(ended);
        if (ended.State is DeliveryState.Submitted or DeliveryState.Uncertain)
        {
            await MoveAsync([ended], cancellationToken).ConfigureAwait(false);
        }

        var isOurs = await _ledger.TryReplaceAsync(ended, row.Version, cancellationToken).ConfigureAwait(false);
        if (isOurs)
        {
            Log(ended);
        }

        return isOurs;
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task<BatchOutcome> ClaimAndSendAsync(
        DigestIssue issue, IReadOnlyList<Versioned<DeliveryEntry>> rows, DeliveryCheck check, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var claims = rows.Select(row => row with
        {
            Value = row.Value with { State = DeliveryState.Claimed, Attempts = row.Value.Attempts + 1, ClaimedUntil = now + _options.ClaimLease, At = now },
        }).ToList();
        if (await _ledger.TryReplaceAllAsync(claims, cancellationToken).ConfigureAwait(false) is not { } versions)
        {
            // Another sender has the same ticket and was faster at one of them; a ticket for the rest comes by itself.
            return new BatchOutcome.Waiting(_options.ClaimLease);
        }

        // From here on the answers are written down even where the process is asked to stop.
        var outcomes = await Task.WhenAll(claims.Select(claim => SendAsync(claim.Value, check, cancellationToken))).ConfigureAwait(false);
        var ended = claims.Zip(outcomes, (claim, outcome) => Ended(claim.Value, outcome)).ToList();
        await EndAllAsync(ended, versions).ConfigureAwait(false);
        return await ConcludeAsync(issue, ended, outcomes, cancellationToken).ConfigureAwait(false);
    }

    private async Task<SendOutcome> SendAsync(DeliveryEntry claim, DeliveryCheck check, CancellationToken cancellationToken)
    {
        using var activity = PipelineTelemetry.Source.StartActivity("send mail", ActivityKind.Client)?.SetTag("pipeline.digest", claim.Digest.ToString());
        var outcome = await AttemptAsync(claim, check, cancellationToken).ConfigureAwait(false);
        activity?.SetTag("pipeline.outcome", outcome.GetType().Name);
        return outcome;
    }

    private async Task<SendOutcome> AttemptAsync(DeliveryEntry claim, DeliveryCheck check, CancellationToken cancellationToken)
    {
        try
        {
            var reader = (await _readers.FindAsync(claim.Reader, cancellationToken).ConfigureAwait(false))?.Value;
            var variant = await _variants.FindAsync(claim.Digest, claim.Variant, cancellationToken).ConfigureAwait(false);
            if (await check.ObstacleAsync(reader, variant, cancellationToken).ConfigureAwait(false) is { } obstacle)
            {
                return new SendOutcome.Withheld(obstacle);
            }

            var outcome = await _mailer.SendAsync(_mail.Of(variant!, reader!), cancellationToken).ConfigureAwait(false);
            if (outcome is SendOutcome.AddressRefused refused)
            {
                await _suppress.RunAsync(claim.Reader, SuppressionReason.Bounced, refused.Reason, cancellationToken).ConfigureAwait(false);
            }

            return outcome;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The mailer is stopped only before the content has begun to travel.
            return new SendOutcome.NotSent(DeliveryAnswers.Stopped);
        }
    }

    private DeliveryEntry Ended(DeliveryEntry claim, SendOutcome outcome)
    {
        var now = _time.GetUtcNow();
        var later = now + _options.DelayAfter(claim.Attempts);
        return outcome switch
        {
            SendOutcome.Submitted submitted => claim.EndedAs(DeliveryState.Submitted, submitted.Receipt, now),
            SendOutcome.Withheld withheld => claim.EndedAs(DeliveryState.Skipped, withheld.Reason, now),
            SendOutcome.NotSent { Reason: DeliveryAnswers.Stopped } stopped => claim.EndedAs(DeliveryState.Planned, stopped.Reason, now),
            SendOutcome.NotSent notSent => claim.EndedAs(DeliveryState.Planned, notSent.Reason, now) with { NotBefore = later },
            SendOutcome.SenderRefused refused => claim.EndedAs(DeliveryState.Planned, refused.Reason, now),
            SendOutcome.AddressRefused refused => claim.EndedAs(DeliveryState.Failed, refused.Reason, now),
            SendOutcome.MessageRefused refused => claim.EndedAs(DeliveryState.Failed, refused.Reason, now),
            SendOutcome.Uncertain uncertain when _options.ResendUncertain => claim.EndedAs(DeliveryState.Planned, uncertain.Reason, now) with { NotBefore = later },
            SendOutcome.Uncertain uncertain => claim.EndedAs(DeliveryState.Uncertain, uncertain.Reason, now),
            _ => throw new InvalidOperationException($"Unknown outcome {outcome.GetType().Name}."),
        };
    }

    // The position first: a mail that counts as sent is never told again.
    private async Task EndAllAsync(List<DeliveryEntry> ended, IReadOnlyList<string> versions)
    {
        await MoveAsync(ended, CancellationToken.None).ConfigureAwait(false);
        var rows = ended.Zip(versions, (entry, version) => new Versioned<DeliveryEntry>(entry, version)).ToList();
        if (await _ledger.TryReplaceAllAsync(rows, CancellationToken.None).ConfigureAwait(false) is not null)
        {
            ended.ForEach(Log);
            return;
        }

        foreach (var row in rows)
        {
            await EndLateAsync(row).ConfigureAwait(false);
        }
    }

    // Nobody takes a claim over; only a run that saw it expire may have called it uncertain, and the answer in hand is better.
    private async Task EndLateAsync(Versioned<DeliveryEntry> row)
    {
        var isOurs = await _ledger.TryReplaceAsync(row.Value, row.Version, CancellationToken.None).ConfigureAwait(false);
        while (!isOurs && await _ledger.FindAsync(row.Value.Digest, row.Value.Reader, CancellationToken.None).ConfigureAwait(false) is { } there
            && there.Value.Answer == DeliveryAnswers.ClaimExpired)
        {
            isOurs = await _ledger.TryReplaceAsync(row.Value, there.Version, CancellationToken.None).ConfigureAwait(false);
        }

        if (isOurs)
        {
            Log(row.Value);
        }
    }

    private Task MoveAsync(IReadOnlyList<DeliveryEntry> ended, CancellationToken cancellationToken)
    {
        var told = ended.Where(entry => entry.State is DeliveryState.Submitted or DeliveryState.Uncertain && entry.Variant is not null)
            .Select(entry => new ReaderPosition(entry.Reader, entry.Digest, entry.Variant!.Value)).ToList();
        return told.Count == 0 ? Task.CompletedTask : _positions.MoveAsync(told, cancellationToken);
    }

    private async Task<BatchOutcome> ConcludeAsync(
        DigestIssue issue, List<DeliveryEntry> ended, SendOutcome[] outcomes, CancellationToken cancellationToken)
    {
        var refused = outcomes.OfType<SendOutcome.SenderRefused>().FirstOrDefault()?.Reason ?? RefusedInARow(outcomes);
        if (refused is not null)
        {
            await _pause.RunAsync(issue.Id, refused, CancellationToken.None).ConfigureAwait(false);
            return new BatchOutcome.Stopped();
        }

        cancellationToken.ThrowIfCancellationRequested();
        var waits = ended.Where(entry => entry.State == DeliveryState.Planned).Select(entry => (entry.NotBefore ?? entry.At) - entry.At).ToList();
        return waits.Count == 0 ? new BatchOutcome.Ended()
            : waits.Count == ended.Count ? new BatchOutcome.NothingTaken(waits.Min())
            : new BatchOutcome.Waiting(waits.Min());
    }

    private string? RefusedInARow(SendOutcome[] outcomes)
    {
        foreach (var outcome in outcomes)
        {
            switch (outcome)
            {
                case SendOutcome.Submitted:
                    _refusedInARow = 0;
                    break;
                case SendOutcome.MessageRefused refused when ++_refusedInARow >= _options.PauseAfterRefusals:
                    _refusedInARow = 0;
                    return refused.Reason;
            }
        }

        return null;
    }

    private void Log(DeliveryEntry entry)
    {
        PipelineTelemetry.Deliveries.Add(1, PipelineTelemetry.Tag("state", entry.State == DeliveryState.Planned ? "Deferred" : entry.State.ToString()));
        if (entry.State == DeliveryState.Planned)
        {
            LogNotSent(_logger, entry.Digest.ToString(), entry.Reader.Value, entry.Attempts);
        }
        else
        {
            LogEnded(_logger, entry.Digest.ToString(), entry.Reader.Value, entry.State.ToString());
        }
    }
}
