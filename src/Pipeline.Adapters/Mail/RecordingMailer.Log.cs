using Microsoft.Extensions.Logging;

namespace Pipeline.Adapters.Mail;

internal sealed partial class RecordingMailer
{
    [LoggerMessage(EventId = 4101, Level = LogLevel.Warning, Message = "Mail {Mail} was sent, but no copy of it could be written.")]
    private static partial void LogNotRecorded(ILogger logger, Exception exception, string mail);
}
