using System.Text.Json;
using Pipeline.Delivery;

namespace Pipeline.Bounces;

/// <summary>
/// Takes in the delivery reports of Azure Communication Services as Event Grid posts them (its own schema), and answers its handshake. Who may call is checked
/// before. The same event twice does the same once. Thread-safe.
/// </summary>
public sealed class TakeInMailEvents
{
    private const int MaxBytes = 2 * 1024 * 1024; // Event Grid posts at most 1 MB.
    private const int MaxDepth = 16;
    private const string HandshakeType = "Microsoft.EventGrid.SubscriptionValidationEvent";
    private const string ReportType = "Microsoft.Communication.EmailDeliveryReportReceived";
    private readonly ApplyBounce _apply;

    /// <summary>A use case over <paramref name="apply"/>.</summary>
    public TakeInMailEvents(ApplyBounce apply) => _apply = apply;

    /// <summary>Takes in what <paramref name="body"/> holds. Broken storage throws, and the sender tries again; nothing else does.</summary>
    public async Task<MailEventsAnswer> RunAsync(Stream body, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (await ParseAsync(body, cancellationToken).ConfigureAwait(false) is not { } document)
        {
            return new MailEventsAnswer.Malformed();
        }

        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Array)
            {
                return new MailEventsAnswer.Malformed();
            }

            var applied = 0;
            foreach (var entry in document.RootElement.EnumerateArray())
            {
                if (TextOf(entry, "eventType") == HandshakeType && TextOf(DataOf(entry), "validationCode") is { } code)
                {
                    return new MailEventsAnswer.Handshake(code);
                }

                if (NoticeOf(entry) is { } notice && await _apply.RunAsync(notice, cancellationToken).ConfigureAwait(false) != BounceEffect.ReaderUnknown)
                {
                    applied++;
                }
            }

            return new MailEventsAnswer.Taken(applied);
        }
    }

    private static async Task<JsonDocument?> ParseAsync(Stream body, CancellationToken cancellationToken)
    {
        var bytes = new byte[MaxBytes + 1];
        var length = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        try
        {
            return length > MaxBytes ? null : JsonDocument.Parse(bytes.AsMemory(0, length), new JsonDocumentOptions { MaxDepth = MaxDepth });
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static BounceNotice? NoticeOf(JsonElement entry)
    {
        var data = DataOf(entry);
        if (TextOf(entry, "eventType") != ReportType || TextOf(entry, "id") is not { } id || TextOf(data, "recipient") is not { } recipient)
        {
            return null;
        }

        var details = data is { ValueKind: JsonValueKind.Object } && data.Value.TryGetProperty("deliveryStatusDetails", out var found) ? found : (JsonElement?)null;
        return new BounceNotice
        {
            Id = Identifier.Of("mail-event", id),
            Kind = KindOf(TextOf(data, "status")),
            Address = recipient,
            IsTrusted = true,
            Status = EnhancedStatus.Find(TextOf(details, "statusMessage")),
        };
    }

    // AcsEmailDeliveryReportStatus. "Suppressed" is the service's own list of addresses that bounced before.
    private static BounceKind KindOf(string? status) => status switch
    {
        "Delivered" => BounceKind.Delivered,
        "Bounced" or "Suppressed" => BounceKind.Hard,
        "FilteredSpam" or "Quarantined" => BounceKind.Policy,
        "Failed" => BounceKind.Soft,
        _ => BounceKind.None,
    };

    private static JsonElement? DataOf(JsonElement entry) =>
        entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("data", out var data) ? data : null;

    private static string? TextOf(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
