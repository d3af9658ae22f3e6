using Microsoft.Extensions.Logging;

namespace Pipeline.Subscribers;

public sealed partial class AnswerSignUp
{
    [LoggerMessage(6001, LogLevel.Warning, "A sign-up was not sealed with the key of this app and is left out")]
    private static partial void LogForeign(ILogger logger);

    [LoggerMessage(6002, LogLevel.Information, "Reader {Reader} was asked to confirm")]
    private static partial void LogAsked(ILogger logger, string reader);

    [LoggerMessage(6003, LogLevel.Information, "Reader {Reader} is not written to: {Why}")]
    private static partial void LogSilent(ILogger logger, string reader, string why);

    [LoggerMessage(6004, LogLevel.Warning, "The mail that asks reader {Reader} to confirm may not have arrived: {Reason}")]
    private static partial void LogNotSent(ILogger logger, string reader, string reason);
}
