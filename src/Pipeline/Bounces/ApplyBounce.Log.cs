using Microsoft.Extensions.Logging;

namespace Pipeline.Bounces;

public sealed partial class ApplyBounce
{
    [LoggerMessage(4201, LogLevel.Information, "A failure of reader {Reader} was counted; {Failures} now")]
    private static partial void LogCounted(ILogger logger, string reader, int failures);

    [LoggerMessage(4202, LogLevel.Warning, "A mail to reader {Reader} was refused by policy ({Status}): look at the sender's set-up")]
    private static partial void LogPolicy(ILogger logger, string reader, string status);
}
