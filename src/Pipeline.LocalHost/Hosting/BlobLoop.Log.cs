using Microsoft.Extensions.Logging;

namespace Pipeline.LocalHost.Hosting;

internal sealed partial class BlobLoop
{
    [LoggerMessage(EventId = 4011, Level = LogLevel.Warning, Message = "Function {Function} failed on a blob, try {Try} of {Tries}.")]
    private static partial void LogTryFailed(ILogger logger, string function, int @try, int tries, Exception failure);

    [LoggerMessage(EventId = 4012, Level = LogLevel.Information, Message = "Function {Function} was interrupted by the end of the host; the blob is taken up at the next start.")]
    private static partial void LogInterrupted(ILogger logger, string function);

    [LoggerMessage(EventId = 4013, Level = LogLevel.Error, Message = "The host could not note down what function {Function} did; the blob is taken up again.")]
    private static partial void LogBookkeepingFailed(ILogger logger, string function, Exception failure);
}
