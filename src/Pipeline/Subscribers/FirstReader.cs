using Microsoft.Extensions.Options;
using Pipeline.Digest;

namespace Pipeline.Subscribers;

/// <summary>Enters the address of setting <c>Digest:Recipient</c> as a reader, so that a new list has one. Whoever has left stays away. Thread-safe.</summary>
public sealed class FirstReader
{
    private readonly KeyRing _keys;
    private readonly ISubscriberStore _readers;
    private readonly ISuppressionStore _suppressions;
    private readonly DigestOptions _digest;
    private readonly NewsroomOptions _newsroom;
    private readonly TimeProvider _time;

    /// <summary>Enters the reader of <paramref name="digest"/>.</summary>
    public FirstReader(
        KeyRing keys, ISubscriberStore readers, ISuppressionStore suppressions, IOptions<DigestOptions> digest, IOptions<NewsroomOptions> newsroom, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(digest);
        ArgumentNullException.ThrowIfNull(newsroom);
        _keys = keys;
        _readers = readers;
        _suppressions = suppressions;
        _digest = digest.Value;
        _newsroom = newsroom.Value;
        _time = time;
    }

    /// <summary>Enters the reader where there is no row of theirs yet; without effect where no address is set.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(_digest.Recipient))
        {
            return;
        }

        var id = _keys.IdOf(_digest.Recipient);
        if (await _readers.FindAsync(id, cancellationToken).ConfigureAwait(false) is not null
            || await _suppressions.FindAsync(id, cancellationToken).ConfigureAwait(false) is not null)
        {
            return;
        }

        var now = _time.GetUtcNow();
        var reader = new Subscriber
        {
            Id = id,
            Address = _digest.Recipient.Trim(),
            State = SubscriberState.Active,
            Preferences = new() { Language = _newsroom.Language, TimeZone = _newsroom.TimeZone, Frequency = DigestFrequency.EveryDigest },
            Consent = new(now, "settings", "Digest:Recipient"),
            Since = now,
        };
        await _readers.TrySaveAsync(reader, version: null, cancellationToken).ConfigureAwait(false); // Another instance may have been faster.
    }
}
