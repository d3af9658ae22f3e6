using Microsoft.Extensions.Logging;

namespace Pipeline.Delivery;

public sealed partial class SendMails
{
    [LoggerMessage(4001, LogLevel.Information, "Digest {Digest} for {Reader}: {State}")]
    private static partial void LogEnded(ILogger logger, string digest, string reader, string state);

    [LoggerMessage(4002, LogLevel.Warning, "Digest {Digest} for {Reader} was not sent at attempt {Attempt}; it is tried again")]
    private static partial void LogNotSent(ILogger logger, string digest, string reader, int attempt);
}
