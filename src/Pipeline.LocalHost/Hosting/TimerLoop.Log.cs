using Microsoft.Extensions.Logging;

namespace Pipeline.LocalHost.Hosting;

internal sealed partial class TimerLoop
{
    [LoggerMessage(EventId = 4031, Level = LogLevel.Error, Message = "Timer function {Function} failed.")]
    private static partial void LogRunFailed(ILogger logger, string function, Exception failure);
}
