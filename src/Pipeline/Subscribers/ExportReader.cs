using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using Pipeline.Delivery;
using Pipeline.Digest;

namespace Pipeline.Subscribers;

/// <summary>Gives out all that is kept of a person. Thread-safe.</summary>
public sealed class ExportReader(
    ISubscriberStore readers, ReaderPositions positions, ISuppressionStore suppressions, IDigestStore digests, IDeliveryLedger ledger,
    IOptions<DigestOptions> options, TimeProvider time)
{
    // A year of editions, one each day; the ledger is kept by issue, so that each costs a look.
    private const int MaxIssues = 400;

    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The data as JSON; null where nothing is kept under <paramref name="id"/>.</summary>
    public async Task<string?> RunAsync(SubscriberId id, CancellationToken cancellationToken)
    {
        var reader = (await readers.FindAsync(id, cancellationToken).ConfigureAwait(false))?.Value;
        var position = await positions.FindAsync(id, cancellationToken).ConfigureAwait(false);
        var suppression = await suppressions.FindAsync(id, cancellationToken).ConfigureAwait(false);
        if (reader is null && position is null && suppression is null)
        {
            return null;
        }

        return JsonSerializer.Serialize(
            new
            {
                ExportedAt = time.GetUtcNow(),
                Id = id.Value,
                reader?.Address,
                reader?.State,
                reader?.Since,
                reader?.AskedAt,
                reader?.Consent,
                Preferences = reader is null ? null : ShownPreferences(reader.Preferences),
                LastDigest = position is null ? null : new { Issue = position.Issue.ToString(), Variant = position.Variant.Value },
                Suppression = suppression is null ? null : new { suppression.Reason, suppression.At, suppression.Detail },
                Deliveries = await DeliveriesAsync(id, cancellationToken).ConfigureAwait(false),
            },
            Format);
    }

    private static object ShownPreferences(Preferences preferences) => new
    {
        preferences.Language,
        preferences.Frequency,
        preferences.Days,
        preferences.Hour,
        preferences.TimeZone,
        preferences.PausedUntil,
        preferences.Topics.Followed,
        preferences.Topics.Muted,
        preferences.ChangedAt,
    };

    private async Task<IReadOnlyList<object>> DeliveriesAsync(SubscriberId id, CancellationToken cancellationToken)
    {
        var deliveries = new List<object>();
        await foreach (var issue in digests.ListLatestAsync(options.Value.List, MaxIssues, cancellationToken).ConfigureAwait(false))
        {
            if (await ledger.FindAsync(issue.Id, id, cancellationToken).ConfigureAwait(false) is { } row)
            {
                deliveries.Add(new { Issue = issue.Id.ToString(), row.Value.State, row.Value.At, row.Value.Attempts, row.Value.Answer });
            }
        }

        return deliveries;
    }
}
