using Microsoft.Extensions.Logging;

namespace Pipeline.LocalHost.Hosting;

internal sealed partial class QueueLoop
{
    [LoggerMessage(EventId = 4021, Level = LogLevel.Warning, Message = "Function {Function} failed on a message, try {Try} of {Tries}.")]
    private static partial void LogTryFailed(ILogger logger, string function, long @try, int tries, Exception failure);

    [LoggerMessage(EventId = 4022, Level = LogLevel.Warning, Message = "A mail was not sent, try {Try} of {Tries}: {Reason}")]
    private static partial void LogNotSent(ILogger logger, long @try, int tries, string reason);
}
