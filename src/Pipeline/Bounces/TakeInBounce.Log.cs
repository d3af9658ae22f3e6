using Microsoft.Extensions.Logging;

namespace Pipeline.Bounces;

public sealed partial class TakeInBounce
{
    [LoggerMessage(4204, LogLevel.Information, "A report ({Receipt}) was taken in: {Outcome}")]
    private static partial void LogTakenIn(ILogger logger, string receipt, string outcome);

    [LoggerMessage(4205, LogLevel.Warning, "A mail in container bounces ({Receipt}) is left there: {Reason}")]
    private static partial void LogLeft(ILogger logger, string receipt, string reason);
}
