using System.Text.Json;
using Microsoft.Extensions.Logging;
using Pipeline.Digest;
using Pipeline.Telemetry;

namespace Pipeline.Delivery;

/// <summary>
/// Takes a ticket that the host of the functions gave up on. The ledger still has the deliveries that it named, and the next run of the digest queues them again as
/// long as their issue lives: so the ticket itself is logged and done with. Thread-safe.
/// </summary>
public sealed partial class TakePoisonedDelivery
{
    private readonly ILogger<TakePoisonedDelivery> _logger;

    /// <summary>Logs to <paramref name="logger"/>.</summary>
    public TakePoisonedDelivery(ILogger<TakePoisonedDelivery> logger) => _logger = logger;

    /// <summary>The issue that <paramref name="message"/> names; null where it names none.</summary>
    public DigestId? Run(string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        PipelineTelemetry.PoisonMessages.Add(1, PipelineTelemetry.Tag("queue", "deliveries"));
        var issue = IssueOf(message);
        if (issue is { } id)
        {
            LogTaken(_logger, id.ToString());
        }
        else
        {
            LogUnknown(_logger, message.Length);
        }

        return issue;
    }

    private static DigestId? IssueOf(string message)
    {
        try
        {
            using var json = JsonDocument.Parse(message);
            return json.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.EnumerateObject().FirstOrDefault(property => property.Name is "digest" or "issue") is { Value.ValueKind: JsonValueKind.String } named
                ? DigestId.Parse(named.Value.GetString()!)
                : null;
        }
        catch (Exception failure) when (failure is JsonException or FormatException)
        {
            return null;
        }
    }

    [LoggerMessage(3120, LogLevel.Error, "The functions gave up on deliveries of digest {Digest}; the next run of the digest takes them up again")]
    private static partial void LogTaken(ILogger logger, string digest);

    [LoggerMessage(3121, LogLevel.Error, "A message on the poison queue of deliveries is no ticket; it is dropped ({Characters} characters)")]
    private static partial void LogUnknown(ILogger logger, int characters);
}
