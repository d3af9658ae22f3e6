using Microsoft.Extensions.Logging;
using Pipeline.Delivery;
using Pipeline.Subscribers;

namespace Pipeline.Digest;

/// <summary>
/// Takes up what earlier issues left: mails whose ticket was lost or whose sender died, and mails that are too late. Counts what was sent in the readers' positions,
/// so that an issue planned afterwards tells nobody the same again. Thread-safe.
/// </summary>
public sealed partial class ResumeIssues
{
    // Ten days of an issue each quarter of an hour: one that leaves the list unsettled is not in the positions.
    private const int IssuesToLookAt = 1000;

    // A ticket that is still on its way is not lost.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);

    private readonly IDigestStore _digests;
    private readonly IDeliveryLedger _ledger;
    private readonly IDeliveryQueue _queue;
    private readonly ExpireMails _expire;
    private readonly ReaderPositions _positions;
    private readonly TimeProvider _time;
    private readonly ILogger<ResumeIssues> _logger;

    /// <summary>Resumes what stands in <paramref name="ledger"/>.</summary>
    public ResumeIssues(
        IDigestStore digests, IDeliveryLedger ledger, IDeliveryQueue queue, ExpireMails expire, ReaderPositions positions, TimeProvider time,
        ILogger<ResumeIssues> logger)
    {
        _digests = digests;
        _ledger = ledger;
        _queue = queue;
        _expire = expire;
        _positions = positions;
        _time = time;
        _logger = logger;
    }

    /// <summary>Resumes the unsettled issues of a list; returns the number of mails queued again.</summary>
    public async Task<int> RunAsync(string list, CancellationToken cancellationToken)
    {
        var resumed = 0;
        var unsettled = await _digests.ListLatestAsync(list, IssuesToLookAt, cancellationToken)
            .Where(issue => issue is { IsPlanned: true, IsSettled: false })
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        foreach (var issue in unsettled)
        {
            resumed += await RunAsync(issue, s_patience, cancellationToken).ConfigureAwait(false);
        }

        return resumed;
    }

    /// <summary>Resumes one issue: its open mails that nobody has touched for <paramref name="patience"/>; returns the number of mails queued again.</summary>
    public async Task<int> RunAsync(DigestIssue issue, TimeSpan patience, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(issue);
        var now = _time.GetUtcNow();
        var (open, stretches, late) = (0, new Stretches(issue.Id), new Dictionary<char, (string First, string Last)>());
        await foreach (var row in _ledger.ListAsync(issue.Id, cancellationToken).ConfigureAwait(false))
        {
            var entry = row.Value;
            if (entry.State is not (DeliveryState.Planned or DeliveryState.Claimed))
            {
                continue;
            }

            if (issue.ExpiresAt <= now)
            {
                late[entry.Reader.Shard] = (late.TryGetValue(entry.Reader.Shard, out var shard) ? shard.First : entry.Reader.Bucket, entry.Reader.Bucket);
                continue;
            }

            open++;
            if (issue.State == IssueState.Open && IsLeft(entry, now, patience))
            {
                stretches.Add(entry.Reader);
            }
        }

        foreach (var (first, last) in late.Values)
        {
            open += await _expire.RunAsync(issue.Id, first, last, cancellationToken).ConfigureAwait(false) ? 0 : 1;
        }

        await _positions.CatchUpAsync(issue.Id, cancellationToken).ConfigureAwait(false);
        await stretches.EnqueueAsync(_queue, cancellationToken).ConfigureAwait(false);
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
            await _digests.TrySaveAsync(issue.Value with { IsSettled = true, SettledAt = _time.GetUtcNow() }, issue.Version, cancellationToken).ConfigureAwait(false);
        }
    }
}
