using Microsoft.Extensions.Logging;
using Pipeline.Telemetry;

namespace Pipeline.Subscribers;

/// <summary>
/// Takes a sign-up that the host of the functions gave up on. Its ticket is sealed and holds an address: it is counted and done with, and who wants the digest signs
/// up again. Thread-safe.
/// </summary>
public sealed partial class TakePoisonedSignUp
{
    private readonly ILogger<TakePoisonedSignUp> _logger;

    /// <summary>Logs to <paramref name="logger"/>.</summary>
    public TakePoisonedSignUp(ILogger<TakePoisonedSignUp> logger) => _logger = logger;

    /// <summary>Counts <paramref name="message"/>.</summary>
    public void Run(string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        PipelineTelemetry.PoisonMessages.Add(1, PipelineTelemetry.Tag("queue", "signups"));
        LogDropped(_logger, message.Length);
    }

    [LoggerMessage(5120, LogLevel.Error, "The functions gave up on a sign-up; it is dropped ({Characters} characters)")]
    private static partial void LogDropped(ILogger logger, int characters);
}
