using Microsoft.Extensions.Logging;

namespace Pipeline.Events;

public sealed partial class EventMerger
{
    [LoggerMessage(2001, LogLevel.Debug, "Article {Article}: event {Event} stored with {Changes} new changes")]
    private static partial void LogStored(ILogger logger, string article, string @event, int changes);
}
