using Microsoft.Extensions.Logging;
using Pipeline.Delivery;

namespace Pipeline.Digest;

/// <summary>
/// Takes up what earlier issues left: mails whose ticket was lost, claims of senders that died, and mails that are too late. Thread-safe.
/// </summary>
public sealed partial class ResumeIssues
{
    private const int IssuesToLookAt = 20;

    // A ticket that is still on its way is not lost.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);

    private readonly IDigestStore _digests;
    private readonly IDeliveryLedger _ledger;
    private readonly IDeliveryQueue _queue;
    private readonly TimeProvider _time;
    private readonly ILogger<ResumeIssues> _logger;

    /// <summary>Resumes what stands in <paramref name="ledger"/>.</summary>
    public ResumeIssues(IDigestStore digests, IDeliveryLedger ledger, IDeliveryQueue queue, TimeProvider time, ILogger<ResumeIssues> logger)
    {
        _digests = digests;
        _ledger = ledger;
        _queue = queue;
        _time = time;
        _logger = logger;
    }

    /// <summary>Resumes the unsettled issues of a list; returns the number of mails queued again.</summary>
    public async Task<int> RunAsync(string list, CancellationToken cancellationToken)
    {
        var resumed = 0;
        await foreach (var issue in _digests.ListLatestAsync(list, IssuesToLookAt, cancellationToken).ConfigureAwait(false))
        {
            if (issue is { IsPlanned: true, IsSettled: false })
            {
                resumed += await RunAsync(issue, s_patience, cancellationToken).ConfigureAwait(false);
            }
        }

        return resumed;
    }

    /// <summary>Resumes one issue: its open mails that nobody has touched for <paramref name="patience"/>; returns the number of mails queued again.</summary>
    public async Task<int> RunAsync(DigestIssue issue, TimeSpan patience, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(issue);
        var now = _time.GetUtcNow();
        var (open, stretches) = (0, new StretchQueue(_queue, issue.Id));
        await foreach (var row in _ledger.ListAsync(issue.Id, cancellationToken).ConfigureAwait(false))
        {
            var entry = row.Value;
            if (entry.State is not (DeliveryState.Planned or DeliveryState.Claimed))
            {
                continue;
            }

            if (entry.State == DeliveryState.Planned && issue.ExpiresAt <= now)
            {
                await _ledger.TryReplaceAsync(entry.EndedAs(DeliveryState.Failed, DeliveryAnswers.Expired, now), row.Version, cancellationToken).ConfigureAwait(false);
                continue;
            }

            open++;
            if (issue.State == IssueState.Open && IsLeft(entry, now, patience))
            {
                await stretches.AddAsync(entry.Reader, cancellationToken).ConfigureAwait(false);
            }
        }

        await stretches.FlushAsync(cancellationToken).ConfigureAwait(false);
        if (open == 0)
        {
            await SettleAsync(issue.Id, cancellationToken).ConfigureAwait(false);
        }
        else if (stretches.Mails > 0)
        {
            LogResumed(_logger, issue.Id.ToString(), stretches.Mails);
        }

        return stretches.Mails;
    }

    private static bool IsLeft(DeliveryEntry entry, DateTimeOffset now, TimeSpan patience)
    {
        var since = entry.State == DeliveryState.Claimed ? entry.ClaimedUntil : entry.NotBefore;
        return (since ?? entry.At) + patience <= now;
    }

    private async Task SettleAsync(DigestId id, CancellationToken cancellationToken)
    {
        if (await _digests.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } issue)
        {
            // Lost against another write, the next tick does it.
            await _digests.TrySaveAsync(issue.Value with { IsSettled = true }, issue.Version, cancellationToken).ConfigureAwait(false);
        }
    }
}
