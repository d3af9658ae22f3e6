using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pipeline.Digest;
using Pipeline.Telemetry;

namespace Pipeline.Delivery;

/// <summary>
/// Takes the hand of an issue and bucket where it is free. A sender that died leaves mails in it: once the claim has expired they count as uncertain, or are
/// planned again where <see cref="DeliveryOptions.ResendUncertain"/> says so. Thread-safe.
/// </summary>
public sealed partial class TakeHand
{
    /// <summary>When to look again for a hand whose holder is alive.</summary>
    public static readonly TimeSpan SoonAgain = TimeSpan.FromSeconds(2);

    private readonly IDeliveryLedger _ledger;
    private readonly DeliveryOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<TakeHand> _logger;

    /// <summary>Takes hands of <paramref name="ledger"/>.</summary>
    public TakeHand(IDeliveryLedger ledger, IOptions<DeliveryOptions> options, TimeProvider time, ILogger<TakeHand> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        _ledger = ledger;
        _options = options.Value;
        _time = time;
        _logger = logger;
    }

    /// <summary>
    /// The hand of <paramref name="bucket"/> and the mails that may leave from it, as they were read, in order; or no hand, and when to look for it again.
    /// </summary>
    internal async Task<(SendersHand? Hand, IReadOnlyList<DeliveryEntry> Planned, TimeSpan Wait)> RunAsync(DigestId digest, LedgerBucket bucket)
    {
        var there = bucket.Hand;
        var hand = new SendersHand(
            _ledger, _options.ClaimLease, _time, Log, there?.Value ?? new() { Digest = digest, Bucket = bucket.Name }, there?.Version);
        var planned = bucket.Mails.Where(mail => mail.State == DeliveryState.Planned).ToList();
        if (there is not { Value.Mails.Count: > 0 })
        {
            return (hand, planned, default);
        }

        var left = there.Value.Until - _time.GetUtcNow() ?? default;
        if (left > TimeSpan.Zero)
        {
            // A holder that lives renews the claim with every batch.
            return (null, [], left > _options.ClaimLease / 2 ? SoonAgain : left);
        }

        // Nobody knows whether they have gone. An answer that came late stands in its row already.
        var state = _options.ResendUncertain ? DeliveryState.Planned : DeliveryState.Uncertain;
        var dead = bucket.Mails.Where(mail => mail.State == DeliveryState.Claimed)
            .Select(mail => mail.EndedAs(state, DeliveryAnswers.ClaimExpired, _time.GetUtcNow()) with { Attempts = mail.Attempts + 1 }).ToList();
        hand.End(dead);
        return await hand.TryTakeAsync([]).ConfigureAwait(false)
            ? (hand, [.. planned.Concat(dead.Where(mail => mail.State == DeliveryState.Planned)).OrderBy(mail => mail.Reader.Value, StringComparer.Ordinal)], default)
            : (null, [], SoonAgain);
    }

    private void Log(DeliveryEntry entry)
    {
        PipelineTelemetry.Deliveries.Add(1, PipelineTelemetry.Tag("state", entry.State == DeliveryState.Planned ? "Deferred" : entry.State.ToString()));
        if (entry.State == DeliveryState.Planned)
        {
            LogNotSent(_logger, entry.Digest, entry.Reader, entry.Attempts);
        }
        else
        {
            LogEnded(_logger, entry.Digest, entry.Reader, entry.State);
        }
    }
}
