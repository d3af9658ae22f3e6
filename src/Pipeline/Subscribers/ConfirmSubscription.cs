namespace Pipeline.Subscribers;

/// <summary>Makes a reader active who has confirmed the address. A second call changes nothing. Thread-safe.</summary>
public sealed class ConfirmSubscription(ReaderLinks links, ISubscriberStore readers, ISuppressionStore suppressions, TimeProvider time)
{
    /// <summary>The source of a consent that was given on our page.</summary>
    public const string Source = "page";

    /// <summary>Confirms; the reader as stored, or null where <paramref name="token"/> is not good, or the address must not be written to.</summary>
    public async Task<Subscriber?> RunAsync(string? token, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await links.FindAsync(TokenPurpose.Confirm, token, cancellationToken).ConfigureAwait(false) is not { } there
                || there.Value.State == SubscriberState.Suppressed
                || await suppressions.FindAsync(there.Value.Id, cancellationToken).ConfigureAwait(false) is not null)
            {
                return null;
            }

            if (there.Value.State == SubscriberState.Active)
            {
                return there.Value;
            }

            var confirmed = there.Value with
            {
                State = SubscriberState.Active,
                Consent = new Consent(time.GetUtcNow(), Source, ProofOf(there.Value)),
                AskedAt = null,
            };
            if (await readers.TrySaveAsync(confirmed, there.Version, cancellationToken).ConfigureAwait(false))
            {
                return confirmed;
            }
        }
    }

    // The words that stood above the button, in the language in which they were read.
    private static string ProofOf(Subscriber reader) =>
        Strings.For(Strings.Languages.Contains(reader.Preferences.Language) ? reader.Preferences.Language : Strings.Languages[0]).Text("readers.confirm.consent");
}
