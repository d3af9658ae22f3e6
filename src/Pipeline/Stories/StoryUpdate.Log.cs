using Microsoft.Extensions.Logging;

namespace Pipeline.Stories;

/// <content>Log messages.</content>
public sealed partial class StoryUpdate
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Story {Story}: {Articles} articles, {Events} events looked at.")]
    private static partial void LogUpdated(ILogger logger, string story, int articles, int events);
}
