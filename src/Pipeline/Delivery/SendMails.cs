using System.Diagnostics;
using Microsoft.Extensions.Options;
using Pipeline.Digest;
using Pipeline.Subscribers;
using Pipeline.Telemetry;

namespace Pipeline.Delivery;

/// <summary>Sends a few mails that are in hand, all at once, and says how their rows are to end. Thread-safe.</summary>
public sealed class SendMails
{
    private readonly FrozenVariants _variants;
    private readonly DigestMail _mail;
    private readonly IMailer _mailer;
    private readonly PauseIssue _pause;
    private readonly SuppressAddress _suppress;
    private readonly DeliveryOptions _options;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private int _refusedInARow;

    /// <summary>Sends through <paramref name="mailer"/>.</summary>
    public SendMails(
        FrozenVariants variants, DigestMail mail, IMailer mailer, PauseIssue pause, SuppressAddress suppress,
        IOptions<DeliveryOptions> options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        _variants = variants;
        _mail = mail;
        _mailer = mailer;
        _pause = pause;
        _suppress = suppress;
        _options = options.Value;
        _time = time;
    }

    /// <summary>
    /// Sends mails that <paramref name="hands"/> hold, in the order of the readers' ids. Whether each may still leave is looked up now that it is in
    /// hand, <paramref name="find"/> tells of whom as they were a moment ago; where that fails, none has left.
    /// </summary>
    internal async Task<SentBatch> RunAsync(
        IReadOnlyList<DeliveryEntry> mails, SendersHands hands, DeliveryCheck check,
        Func<CancellationToken, Task<IReadOnlyDictionary<SubscriberId, Subscriber>>> find, CancellationToken cancellationToken)
    {
        List<(DeliveryEntry Entry, Subscriber? Reader, DigestVariant? Variant, string? Obstacle)> looked;
        try
        {
            looked = await LookAsync(mails, check, await find(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            hands.End(mails);
            throw;
        }

        // From here on the answers are written down even where the process is asked to stop.
        var outcomes = await Task.WhenAll(looked.Select(mail => mail.Obstacle is { } obstacle
            ? Task.FromResult<SendOutcome>(new SendOutcome.Withheld(obstacle))
            : SendAsync(mail.Entry, mail.Reader!, mail.Variant!, cancellationToken))).ConfigureAwait(false);
        var sent = new SentBatch([.. mails.Zip(outcomes, Ended)], outcomes);
        hands.End(sent.Ended);
        return sent;
    }

    /// <summary>What a batch means for those to come; pauses the issue where the server refuses the sender.</summary>
    public async Task<BatchOutcome> ConcludeAsync(DigestId issue, SentBatch sent)
    {
        ArgumentNullException.ThrowIfNull(sent);
        if ((sent.Outcomes.OfType<SendOutcome.SenderRefused>().FirstOrDefault()?.Reason ?? RefusedInARow(sent.Outcomes)) is { } refused)
        {
            await _pause.RunAsync(issue, refused, CancellationToken.None).ConfigureAwait(false);
            return new BatchOutcome.Stopped();
        }

        var waits = sent.Ended.Where(entry => entry.State == DeliveryState.Planned).Select(entry => (entry.NotBefore ?? entry.At) - entry.At).ToList();
        return waits.Count == 0 ? new BatchOutcome.Ended()
            : waits.Count == sent.Ended.Count ? new BatchOutcome.NothingTaken(waits.Min())
            : new BatchOutcome.Waiting(waits.Min());
    }

    private async Task<List<(DeliveryEntry Entry, Subscriber? Reader, DigestVariant? Variant, string? Obstacle)>> LookAsync(
        IReadOnlyList<DeliveryEntry> mails, DeliveryCheck check, IReadOnlyDictionary<SubscriberId, Subscriber> found, CancellationToken cancellationToken)
    {
        var looked = new List<(DeliveryEntry Entry, Subscriber? Reader, DigestVariant? Variant)>(mails.Count);
        foreach (var mail in mails)
        {
            looked.Add((mail, found.GetValueOrDefault(mail.Reader), await _variants.FindAsync(mail.Digest, mail.Variant, cancellationToken).ConfigureAwait(false)));
        }

        var obstacles = await check.ObstaclesAsync([.. looked.Select(mail => (mail.Reader, mail.Variant))], cancellationToken).ConfigureAwait(false);
        return [.. looked.Zip(obstacles, (mail, obstacle) => (mail.Entry, mail.Reader, mail.Variant, obstacle))];
    }

    private async Task<SendOutcome> SendAsync(DeliveryEntry entry, Subscriber reader, DigestVariant variant, CancellationToken cancellationToken)
    {
        using var activity = PipelineTelemetry.Source.StartActivity("send mail", ActivityKind.Client)?.SetTag("pipeline.digest", entry.Digest.ToString());
        var outcome = await AttemptAsync(reader, variant, cancellationToken).ConfigureAwait(false);
        activity?.SetTag("pipeline.outcome", outcome.GetType().Name);
        return outcome;
    }

    private async Task<SendOutcome> AttemptAsync(Subscriber reader, DigestVariant variant, CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await _mailer.SendAsync(_mail.Of(variant, reader), cancellationToken).ConfigureAwait(false);
            if (outcome is SendOutcome.AddressRefused refused)
            {
                await _suppress.RunAsync(reader.Id, SuppressionReason.Bounced, refused.Reason, cancellationToken).ConfigureAwait(false);
            }

            return outcome;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The mailer is stopped only before the content has begun to travel.
            return new SendOutcome.NotSent(DeliveryAnswers.Stopped);
        }
    }

    private DeliveryEntry Ended(DeliveryEntry mail, SendOutcome outcome)
    {
        var now = _time.GetUtcNow();
        var tried = mail with { Attempts = mail.Attempts + 1 };
        return outcome switch
        {
            SendOutcome.Submitted submitted => tried.EndedAs(DeliveryState.Submitted, submitted.Receipt, now),
            SendOutcome.Withheld withheld => tried.EndedAs(DeliveryState.Skipped, withheld.Reason, now),
            SendOutcome.NotSent { Reason: DeliveryAnswers.Stopped } stopped => tried.EndedAs(DeliveryState.Planned, stopped.Reason, now),
            SendOutcome.NotSent notSent => Later(notSent.Reason),
            SendOutcome.SenderRefused refused => tried.EndedAs(DeliveryState.Planned, refused.Reason, now),
            SendOutcome.AddressRefused refused => tried.EndedAs(DeliveryState.Failed, refused.Reason, now),
            SendOutcome.MessageRefused refused => tried.EndedAs(DeliveryState.Failed, refused.Reason, now),
            SendOutcome.Uncertain uncertain when _options.ResendUncertain => Later(uncertain.Reason),
            SendOutcome.Uncertain uncertain => tried.EndedAs(DeliveryState.Uncertain, uncertain.Reason, now),
            _ => throw new InvalidOperationException($"Unknown outcome {outcome.GetType().Name}."),
        };

        DeliveryEntry Later(string reason) =>
            tried.EndedAs(DeliveryState.Planned, reason, now) with { NotBefore = now + _options.DelayAfter(tried.Attempts) };
    }

    private string? RefusedInARow(IReadOnlyList<SendOutcome> outcomes)
    {
        lock (_lock)
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
    }
}
