using Microsoft.Extensions.Logging;

namespace Pipeline.Digest;

public sealed partial class DigestTemplates
{
    [LoggerMessage(3201, LogLevel.Information, "Digests are made with {Count} templates and sentences of the container; version {Version}")]
    private static partial void LogUsed(ILogger logger, int count, string version);

    [LoggerMessage(3202, LogLevel.Warning, "{File} of the container is not used, the shipped one is: {Reason}")]
    private static partial void LogRefused(ILogger logger, string file, string reason);

    [LoggerMessage(3203, LogLevel.Error, "The templates of the container failed on a digest; it was made with the shipped ones: {Reason}")]
    private static partial void LogFailed(ILogger logger, string reason);
}
