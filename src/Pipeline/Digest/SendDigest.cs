using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pipeline.Delivery;

namespace Pipeline.Digest;

/// <summary>Sends what is new: first takes up what an earlier run left open, then freezes, plans and queues the next issue.</summary>
public sealed partial class SendDigest
{
    private const int IssuesToResume = 10;

    private readonly DraftDigest _draft;
    private readonly IDigestStore _digests;
    private readonly IDeliveryLedger _ledger;
    private readonly IDeliveryQueue _queue;
    private readonly DigestOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<SendDigest> _logger;

    /// <summary>A use case over these stores.</summary>
    public SendDigest(
        DraftDigest draft, IDigestStore digests, IDeliveryLedger ledger, IDeliveryQueue queue,
        IOptions<DigestOptions> options, TimeProvider time, ILogger<SendDigest> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        _draft = draft;
        _digests = digests;
        _ledger = ledger;
        _queue = queue;
        _options = options.Value;
        _time = time;
        _logger = logger;
    }

    /// <summary>Runs once. Broken storage throws; running again then goes on where it stopped.</summary>
    public async Task<SendDigestOutcome> RunAsync(CancellationToken cancellationToken)
    {
        if (RecipientId.Of(_options.Recipient) is not { } recipient)
        {
            LogNoRecipient(_logger);
            return new SendDigestOutcome.NoRecipient(0);
        }

        var resumed = await ResumeAsync(recipient, cancellationToken).ConfigureAwait(false);
        var issue = await _draft.RunAsync(cancellationToken).ConfigureAwait(false);
        if (issue is null)
        {
            LogNothingNew(_logger, _options.List);
            return new SendDigestOutcome.NothingNew(resumed);
        }

        if (!await _digests.TryAddAsync(issue, cancellationToken).ConfigureAwait(false))
        {
            issue = await _digests.FindAsync(issue.Id, cancellationToken).ConfigureAwait(false)
                ?? throw new InvalidOperationException($"Digest {issue.Id} is neither free nor there.");
        }

        await PlanAsync(issue, recipient, cancellationToken).ConfigureAwait(false);
        LogSent(_logger, issue.Id.ToString(), issue.ChangeIds.Count);
        return new SendDigestOutcome.Sent(issue, resumed);
    }

    private async Task<int> ResumeAsync(string recipient, CancellationToken cancellationToken)
    {
        var resumed = 0;
        await foreach (var issue in _digests.ListLatestAsync(_options.List, IssuesToResume, cancellationToken).ConfigureAwait(false))
        {
            var isPlanned = false;
            await foreach (var row in _ledger.ListAsync(issue.Id, cancellationToken).ConfigureAwait(false))
            {
                isPlanned = true;
                resumed += await ResumeAsync(issue, row, cancellationToken).ConfigureAwait(false) ? 1 : 0;
            }

            if (!isPlanned && issue.ExpiresAt > _time.GetUtcNow())
            {
                await PlanAsync(issue, recipient, cancellationToken).ConfigureAwait(false); // The run that froze it died before it planned.
                LogResumed(_logger, issue.Id.ToString());
                resumed++;
            }
        }

        return resumed;
    }

    private async Task<bool> ResumeAsync(DigestIssue issue, Versioned<DeliveryEntry> row, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        switch (row.Value.State)
        {
            case DeliveryState.Planned when issue.ExpiresAt <= now:
                await EndAsync(row, DeliveryState.Failed, DeliveryAnswers.Expired, now, cancellationToken).ConfigureAwait(false);
                return false;
            case DeliveryState.Planned:
                await _queue.EnqueueAsync(new DeliveryTicket(issue.Id.ToString(), row.Value.Recipient), cancellationToken).ConfigureAwait(false);
                LogResumed(_logger, issue.Id.ToString());
                return true;
            case DeliveryState.Claimed when row.Value.ClaimedUntil <= now:
                await EndAsync(row, DeliveryState.Uncertain, DeliveryAnswers.ClaimExpired, now, cancellationToken).ConfigureAwait(false);
                return false;
            default:
                return false;
        }
    }

    // Refused where the sender itself was faster: then it knows better how it ended.
    private async Task EndAsync(
        Versioned<DeliveryEntry> row, DeliveryState state, string answer, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ended = row.Value with { State = state, ClaimedUntil = null, Answer = answer, At = now };
        if (await _ledger.TryReplaceAsync(ended, row.Version, cancellationToken).ConfigureAwait(false))
        {
            LogEnded(_logger, row.Value.Digest.ToString(), state.ToString());
        }
    }

    private async Task PlanAsync(DigestIssue issue, string recipient, CancellationToken cancellationToken)
    {
        var entry = new DeliveryEntry { Digest = issue.Id, Recipient = recipient, State = DeliveryState.Planned, At = _time.GetUtcNow() };
        await _ledger.TryPlanAsync(entry, cancellationToken).ConfigureAwait(false);
        await _queue.EnqueueAsync(new DeliveryTicket(issue.Id.ToString(), recipient), cancellationToken).ConfigureAwait(false);
    }
}
