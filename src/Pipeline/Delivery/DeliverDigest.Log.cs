using Microsoft.Extensions.Logging;

namespace Pipeline.Delivery;

public sealed partial class DeliverDigest
{
    [LoggerMessage(4001, LogLevel.Information, "Digest {Digest} for {Recipient}: {State}")]
    private static partial void LogEnded(ILogger logger, string digest, string recipient, string state);

    [LoggerMessage(4002, LogLevel.Warning, "Digest {Digest} for {Recipient} was not sent; the next run tries again")]
    private static partial void LogNotSent(ILogger logger, string digest, string recipient);

    [LoggerMessage(4003, LogLevel.Warning, "A ticket of the queue names no planned delivery and is dropped")]
    private static partial void LogUnknown(ILogger logger);
}
