using Microsoft.Extensions.Logging;

namespace Pipeline.Digest.Desk;

/// <summary>
/// An editor's word on an issue: whether its mails may leave. Mails that are in hand when an issue is stopped still go; the others wait, until the
/// life of the issue is over. Thread-safe.
/// </summary>
public sealed partial class DecideOnIssue(IDigestStore digests, QueueIssue queue, TimeProvider time, ILogger<DecideOnIssue> logger)
{
    /// <summary>Reason of an issue that an editor has stopped.</summary>
    public const string Editor = "editor";

    /// <summary>Lets the mails of a held issue leave; with <paramref name="anyway"/>, also where the preflight found what must not go out.</summary>
    public async Task<IssueDecision> ApproveAsync(DigestId id, bool anyway, CancellationToken cancellationToken) =>
        await OpenAsync(
            id, IssueState.Held, issue => anyway || issue.Findings.All(finding => finding.Severity != PreflightSeverity.Refuse), cancellationToken).ConfigureAwait(false);

    /// <summary>Lets the mails of a paused issue leave.</summary>
    public async Task<IssueDecision> ResumeAsync(DigestId id, CancellationToken cancellationToken) =>
        await OpenAsync(id, IssueState.Paused, _ => true, cancellationToken).ConfigureAwait(false);

    /// <summary>Holds an issue that is on its way or paused, until it is approved.</summary>
    public Task<IssueDecision> HoldAsync(DigestId id, CancellationToken cancellationToken) =>
        ChangeAsync(id, issue => issue.State != IssueState.Held, issue => issue with { State = IssueState.Held, Reason = Editor }, cancellationToken);

    /// <summary>Pauses an issue that is on its way.</summary>
    public Task<IssueDecision> PauseAsync(DigestId id, CancellationToken cancellationToken) =>
        ChangeAsync(id, issue => issue.State == IssueState.Open, issue => issue with { State = IssueState.Paused, Reason = Editor }, cancellationToken);

    private async Task<IssueDecision> OpenAsync(DigestId id, IssueState from, Func<DigestIssue, bool> mayLeave, CancellationToken cancellationToken)
    {
        if (await digests.FindAsync(id, cancellationToken).ConfigureAwait(false) is { Value: { IsSettled: false } there }
            && there.State == from && there.ExpiresAt > time.GetUtcNow() && !mayLeave(there))
        {
            return new IssueDecision.Refused(there);
        }

        var decision = await ChangeAsync(
            id, issue => issue.State == from, issue => issue with { State = IssueState.Open, Reason = null }, cancellationToken).ConfigureAwait(false);

        // Open first: a ticket that finds a held issue is spent.
        return decision is IssueDecision.Done done
            ? done with { Queued = await queue.RunAsync(id, cancellationToken).ConfigureAwait(false) }
            : decision;
    }

    private async Task<IssueDecision> ChangeAsync(
        DigestId id, Func<DigestIssue, bool> isFit, Func<DigestIssue, DigestIssue> change, CancellationToken cancellationToken)
    {
        while (await digests.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } there)
        {
            if (there.Value.ExpiresAt <= time.GetUtcNow())
            {
                return new IssueDecision.Expired(there.Value);
            }

            if (there.Value.IsSettled || !isFit(there.Value))
            {
                return new IssueDecision.Unfit(there.Value);
            }

            var changed = change(there.Value);
            if (await digests.TrySaveAsync(changed, there.Version, cancellationToken).ConfigureAwait(false))
            {
                LogDecided(logger, id.ToString(), changed.State);
                return new IssueDecision.Done(changed, 0);
            }
        }

        return new IssueDecision.Unknown();
    }

    [LoggerMessage(3020, LogLevel.Information, "Digest {Digest} is {State} by an editor's word")]
    private static partial void LogDecided(ILogger logger, string digest, IssueState state);
}
