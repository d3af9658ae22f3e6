using Microsoft.Extensions.Logging;

namespace Pipeline.Delivery;

public sealed partial class DeliverDigest
{
    [LoggerMessage(4003, LogLevel.Warning, "A ticket of the queue names no issue and is dropped")]
    private static partial void LogUnknown(ILogger logger);
}
