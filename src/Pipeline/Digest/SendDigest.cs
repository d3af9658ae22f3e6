using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pipeline.Delivery;
using Pipeline.Digest.Desk;
using Pipeline.Digest.Schedule;
using Pipeline.Subscribers;
using Pipeline.Telemetry;

namespace Pipeline.Digest;

/// <summary>
/// A tick: makes the issue for whoever fell due since the last tick, and takes up what earlier issues left. May run late, twice or on two
/// instances at once: which issue a tick makes is written down before it is made, and finished under the same name by whoever comes next.
/// Thread-safe.
/// </summary>
public sealed partial class SendDigest
{
    private readonly PlanIssue _plan;
    private readonly ResumeIssues _resume;
    private readonly IssueGate _gate;
    private readonly FirstReader _firstReader;
    private readonly IDigestStore _digests;
    private readonly ICoverageStore _coverage;
    private readonly IDeliveryQueue _queue;
    private readonly DueReaders _due;
    private readonly TellEditor _tell;
    private readonly DigestOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<SendDigest> _logger;

    /// <summary>Sends the list of <paramref name="options"/>.</summary>
    public SendDigest(
        PlanIssue plan, ResumeIssues resume, IssueGate gate, FirstReader firstReader, IDigestStore digests, ICoverageStore coverage, IDeliveryQueue queue,
        DueReaders due, TellEditor tell, IOptions<DigestOptions> options, TimeProvider time, ILogger<SendDigest> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        _plan = plan;
        _resume = resume;
        _gate = gate;
        _firstReader = firstReader;
        _digests = digests;
        _coverage = coverage;
        _queue = queue;
        _due = due;
        _tell = tell;
        _options = options.Value;
        _time = time;
        _logger = logger;
    }

    /// <summary>Does what is due now; with <paramref name="isEdition"/>, makes an edition of the list whatever the hour.</summary>
    public async Task<SendDigestOutcome> RunAsync(bool isEdition, CancellationToken cancellationToken)
    {
        using var activity = PipelineTelemetry.Source.StartActivity("compose digest", ActivityKind.Producer);
        var outcome = await TickAsync(isEdition, cancellationToken).ConfigureAwait(false);
        await _tell.RunAsync(cancellationToken).ConfigureAwait(false);
        PipelineTelemetry.Deliveries.Add(outcome.Planned, PipelineTelemetry.Tag("state", nameof(DeliveryState.Planned)));
        PipelineTelemetry.Deliveries.Add(outcome.Skipped, PipelineTelemetry.Tag("state", nameof(DeliveryState.Skipped)));
        if (PipelineTelemetry.DigestAge.Enabled && await _digests.FindLatestAsync(_options.List, cancellationToken).ConfigureAwait(false) is { } last)
        {
            PipelineTelemetry.DigestAge.Record((_time.GetUtcNow() - last.Id.CutOff).TotalSeconds);
        }

        return outcome;
    }

    private async Task<SendDigestOutcome> TickAsync(bool isEdition, CancellationToken cancellationToken)
    {
        await _firstReader.EnsureAsync(cancellationToken).ConfigureAwait(false);
        var resumed = await _resume.RunAsync(_options.List, cancellationToken).ConfigureAwait(false);
        var covered = await _coverage.FindAsync(_options.List, cancellationToken).ConfigureAwait(false);
        if (covered?.Value.InProgress is not null)
        {
            await FinishAsync(covered, cancellationToken).ConfigureAwait(false);
            covered = await _coverage.FindAsync(_options.List, cancellationToken).ConfigureAwait(false);
        }

        var window = TickWindow.Of(covered?.Value, _time.GetUtcNow(), _options.Lifetime);
        if (covered?.Value.InProgress is not null || window.IsEmpty)
        {
            return new(null, 0, 0, resumed); // Another instance is at it.
        }

        var begun = (covered?.Value ?? new(_options.List, window.After, null)).Begin(window.Until) with { IsEdition = isEdition };
        return await _coverage.TrySaveAsync(begun, covered?.Version, cancellationToken).ConfigureAwait(false)
            && await _coverage.FindAsync(_options.List, cancellationToken).ConfigureAwait(false) is { Value.InProgress: not null } saved
            ? await FinishAsync(saved, cancellationToken).ConfigureAwait(false) with { Resumed = resumed }
            : new(null, 0, 0, resumed);
    }

    private async Task<SendDigestOutcome> FinishAsync(Versioned<DigestCoverage> covered, CancellationToken cancellationToken)
    {
        var id = covered.Value.InProgress!.Value;
        var window = TickWindow.Of(covered.Value, id.CutOff, _options.Lifetime);
        var issue = new DigestIssue
        {
            Id = id,
            IsEdition = covered.Value.IsEdition || _due.IsEdition(window.After, window.Until),
            ExpiresAt = id.CutOff + _options.Lifetime,
        };
        var plan = await _plan.RunAsync(issue, window.After, cancellationToken).ConfigureAwait(false);
        var made = plan.Planned + plan.Skipped + plan.Variants.Count > 0;
        if (made)
        {
            issue = await OpenAsync(issue, plan, cancellationToken).ConfigureAwait(false);
        }

        await _coverage.TrySaveAsync(covered.Value.Finish(), covered.Version, cancellationToken).ConfigureAwait(false);
        LogTick(_logger, id.ToString(), plan.Planned, plan.Skipped);
        return new(made ? issue : null, plan.Planned, plan.Skipped, 0);
    }

    private async Task<DigestIssue> OpenAsync(DigestIssue issue, IssuePlan plan, CancellationToken cancellationToken)
    {
        while (true)
        {
            var there = await _digests.FindAsync(issue.Id, cancellationToken).ConfigureAwait(false);
            var verdict = there is null ? _gate.StateOf(plan.Variants) : new(there.Value.State, there.Value.Reason, there.Value.Findings);
            var planned = (there?.Value ?? issue) with
            {
                State = verdict.State,
                Reason = verdict.Reason,
                Findings = verdict.Findings,
                IsPlanned = true,
                IsSettled = plan.Planned == 0,
                ChangeIds = [.. plan.Variants.SelectMany(variant => variant.ChangeIds).Distinct(StringComparer.Ordinal)],
            };
            if (!await _digests.TrySaveAsync(planned, there?.Version, cancellationToken).ConfigureAwait(false))
            {
                continue;
            }

            if (verdict.State == IssueState.Open)
            {
                foreach (var ticket in plan.Tickets)
                {
                    await _queue.EnqueueAsync(ticket, TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
                }
            }

            return planned;
        }
    }
}
