using Microsoft.Extensions.Logging;
using Pipeline.Digest;
using Pipeline.Subscribers;

namespace Pipeline.Delivery;

public sealed partial class TakeHand
{
    [LoggerMessage(4001, LogLevel.Information, "Digest {Digest} for {Reader}: {State}")]
    private static partial void LogEnded(ILogger logger, DigestId digest, SubscriberId reader, DeliveryState state);

    [LoggerMessage(4002, LogLevel.Warning, "Digest {Digest} for {Reader} was not sent at attempt {Attempt}; it is tried again")]
    private static partial void LogNotSent(ILogger logger, DigestId digest, SubscriberId reader, int attempt);
}
