using Microsoft.Extensions.Logging;

namespace Pipeline.Digest;

public sealed partial class SendDigest
{
    [LoggerMessage(3001, LogLevel.Information, "Digest {Digest} is frozen and queued; it tells {Changes} changes")]
    private static partial void LogSent(ILogger logger, string digest, int changes);

    [LoggerMessage(3002, LogLevel.Information, "Nothing is new on list {List}; no digest is sent")]
    private static partial void LogNothingNew(ILogger logger, string list);

    [LoggerMessage(3003, LogLevel.Warning, "No recipient is configured; no digest is made")]
    private static partial void LogNoRecipient(ILogger logger);

    [LoggerMessage(3004, LogLevel.Information, "Delivery of {Digest} is queued again")]
    private static partial void LogResumed(ILogger logger, string digest);

    [LoggerMessage(3005, LogLevel.Warning, "Delivery of {Digest} ended as {State} without an answer of the server")]
    private static partial void LogEnded(ILogger logger, string digest, string state);
}
