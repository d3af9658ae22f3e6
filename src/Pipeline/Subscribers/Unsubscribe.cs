namespace Pipeline.Subscribers;

/// <summary>Ends a subscription. A second call changes nothing and gets the same answer (RFC 8058). Thread-safe.</summary>
public sealed class Unsubscribe(ISubscriberStore readers, KeyRing keys, TimeProvider time)
{
    /// <summary>Ends the subscription of the reader whom <paramref name="token"/> names.</summary>
    public async Task<UnsubscribeOutcome> RunAsync(string? token, CancellationToken cancellationToken)
    {
        if (keys.Read(TokenPurpose.Unsubscribe, token, time.GetUtcNow()) is not { } read)
        {
            return new(HasLeft: false, Language: null);
        }

        while (true)
        {
            // A link outlives the subscription, and the reader's data: who gets nothing has left, whatever the link is from.
            var there = await readers.FindAsync(read.Reader, cancellationToken).ConfigureAwait(false);
            if (there?.Value.State is null or SubscriberState.Unsubscribed or SubscriberState.Suppressed)
            {
                return new(HasLeft: true, there?.Value.Preferences.Language);
            }

            if (there.Value.TokenVersion != read.Version)
            {
                return new(HasLeft: false, there.Value.Preferences.Language);
            }

            if (await readers.TrySaveAsync(Left(there.Value, time.GetUtcNow()), there.Version, cancellationToken).ConfigureAwait(false))
            {
                return new(HasLeft: true, there.Value.Preferences.Language);
            }
        }
    }

    /// <summary><paramref name="reader"/> without the subscription; all links that were sent before end here.</summary>
    internal static Subscriber Left(Subscriber reader, DateTimeOffset now) => reader with
    {
        State = SubscriberState.Unsubscribed,
        TokenVersion = Math.Max(reader.TokenVersion + 1, now.ToUnixTimeSeconds()),
        AskedAt = null,
    };
}
