using Microsoft.Extensions.Logging;

namespace Pipeline.Digest.Desk;

public sealed partial class TellEditor
{
    [LoggerMessage(3021, LogLevel.Information, "The editor was mailed that digest {Digest} is {State}")]
    private static partial void LogMailed(ILogger logger, string digest, IssueState state);

    [LoggerMessage(3022, LogLevel.Warning, "The editor was not mailed that digest {Digest} is {State}: {Reason}")]
    private static partial void LogNotMailed(ILogger logger, string digest, IssueState state, string reason);
}
