namespace Pipeline.Subscribers;

/// <summary>Stores what a reader has chosen. Thread-safe.</summary>
public sealed class ChangePreferences(ReaderLinks links, ISubscriberStore readers, TimeProvider time)
{
    /// <summary>Stores <paramref name="preferences"/>, which were checked before; the reader as stored, or null where <paramref name="token"/> is not good.</summary>
    public async Task<Subscriber?> RunAsync(string? token, Preferences preferences, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(preferences);
        while (true)
        {
            if (await links.FindAsync(TokenPurpose.Preferences, token, cancellationToken).ConfigureAwait(false) is not { } there)
            {
                return null;
            }

            var changed = there.Value with { Preferences = preferences with { ChangedAt = time.GetUtcNow() } };
            if (await readers.TrySaveAsync(changed, there.Version, cancellationToken).ConfigureAwait(false))
            {
                return changed;
            }
        }
    }
}
