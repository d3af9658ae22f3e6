using Microsoft.Extensions.Options;
using Pipeline.Digest;

namespace Pipeline.Subscribers;

/// <summary>Makes the address of setting <c>Digest:Recipient</c> a reader, so that a newsroom gets its digest before anybody has subscribed. Thread-safe.</summary>
public sealed class FirstReader(
    ISubscriberStore readers, ISuppressionStore suppressions, KeyRing keys, IOptions<DigestOptions> digest, IOptions<NewsroomOptions> newsroom, TimeProvider time)
{
    /// <summary>The source of a consent that a setting stands for.</summary>
    public const string Source = "settings";

    /// <summary>Sees to it that the address is an active reader; one that has left or must not be written to stays so.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (ReaderAddress.Read(digest.Value.Recipient) is not { } address)
        {
            return;
        }

        var id = keys.IdOf(address);
        while (true)
        {
            var there = await readers.FindAsync(id, cancellationToken).ConfigureAwait(false);
            if (there?.Value.State is not (null or SubscriberState.Pending)
                || await suppressions.FindAsync(id, cancellationToken).ConfigureAwait(false) is not null)
            {
                return;
            }

            if (await readers.TrySaveAsync(Active(there?.Value, id, address), there?.Version, cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }
    }

    private Subscriber Active(Subscriber? there, SubscriberId id, string address)
    {
        var now = time.GetUtcNow();
        return new()
        {
            Id = id,
            Address = address,
            State = SubscriberState.Active,
            Preferences = new()
            {
                Language = newsroom.Value.Language,
                TimeZone = newsroom.Value.TimeZone,
                Frequency = DigestFrequency.EveryDigest,
            },
            Consent = new(now, Source, $"{DigestOptions.Section}:{nameof(DigestOptions.Recipient)}"),
            TokenVersion = there?.TokenVersion ?? now.ToUnixTimeSeconds(),
            Since = there?.Since ?? now,
        };
    }
}
