using Microsoft.Extensions.Logging;

namespace Pipeline.LocalHost.Hosting;

internal sealed partial class StorageWatch
{
    [LoggerMessage(EventId = 4001, Level = LogLevel.Error, Message = "A turn of a loop failed; the next one follows.")]
    private static partial void LogTurnFailed(ILogger logger, Exception failure);
}
