using Microsoft.Extensions.Logging;

namespace Pipeline.Receipts;

public sealed partial class RefusalMail
{
    [LoggerMessage(5001, LogLevel.Information, "The refusal of article {Article} was mailed")]
    private static partial void LogMailed(ILogger logger, string article);

    [LoggerMessage(5002, LogLevel.Warning, "The refusal of article {Article} was not mailed: {Reason}")]
    private static partial void LogNotMailed(ILogger logger, string article, string reason);

    [LoggerMessage(5004, LogLevel.Warning, "The editor that the file of article {Article} names is no mail address")]
    private static partial void LogNoAddress(ILogger logger, string article);
}
