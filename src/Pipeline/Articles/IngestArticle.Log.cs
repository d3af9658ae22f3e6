using Microsoft.Extensions.Logging;

namespace Pipeline.Articles;

public sealed partial class IngestArticle
{
    [LoggerMessage(1001, LogLevel.Information, "Article {Article} ingested as {State} with {Events} events")]
    private static partial void LogIngested(ILogger logger, string article, ArticleState state, int events);

    [LoggerMessage(1002, LogLevel.Information, "Article {Article} is unchanged")]
    private static partial void LogUnchanged(ILogger logger, string article);

    [LoggerMessage(1003, LogLevel.Warning, "Article {Article} is in quarantine: {Code}")]
    private static partial void LogQuarantined(ILogger logger, string article, string code);

    [LoggerMessage(1004, LogLevel.Information, "Archive {Article} ingested with {Parts} files")]
    private static partial void LogUnpacked(ILogger logger, string article, int parts);
}
