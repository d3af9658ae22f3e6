using Microsoft.Extensions.Logging;

namespace Pipeline.Digest;

public sealed partial class ResumeIssues
{
    [LoggerMessage(3004, LogLevel.Information, "Digest {Digest}: {Mails} mails are queued again")]
    private static partial void LogResumed(ILogger logger, string digest, int mails);
}
