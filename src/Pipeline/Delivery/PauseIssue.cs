using Microsoft.Extensions.Logging;
using Pipeline.Digest;

namespace Pipeline.Delivery;

/// <summary>Stops an issue whose mails the server refuses because of the sender; an editor or operator resumes it. Thread-safe.</summary>
public sealed partial class PauseIssue(IDigestStore digests, ILogger<PauseIssue> logger)
{
    /// <summary>Pauses an open issue; one in another state stays as it is.</summary>
    /// <param name="id">The issue.</param>
    /// <param name="reason">The server's words, without an address.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task RunAsync(DigestId id, string reason, CancellationToken cancellationToken)
    {
        while (await digests.FindAsync(id, cancellationToken).ConfigureAwait(false) is { Value.State: IssueState.Open } issue)
        {
            if (await digests.TrySaveAsync(issue.Value with { State = IssueState.Paused, Reason = reason }, issue.Version, cancellationToken).ConfigureAwait(false))
            {
                LogPaused(logger, id.ToString(), reason);
            }
        }
    }

    [LoggerMessage(4010, LogLevel.Error, "Digest {Digest} is paused, since the mail server refuses the sender: {Reason}")]
    private static partial void LogPaused(ILogger logger, string digest, string reason);
}
