using Pipeline.Receipts;

namespace Pipeline.Subscribers;

/// <summary>Enters a reader who has agreed in another way, for which somebody of the newsroom answers. Thread-safe.</summary>
public sealed class AddReader(ISubscriberStore readers, ISuppressionStore suppressions, KeyRing keys, TimeProvider time)
{
    /// <summary>The source of a consent that was entered by hand.</summary>
    public const string Source = "command-line";

    private const int MaxProofCharacters = 1000;

    /// <summary>Enters the reader as active; one who has asked but not confirmed becomes so. <paramref name="proof"/> says what shows the consent.</summary>
    public async Task<AddOutcome> RunAsync(SignUp signUp, string proof, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(signUp);
        ArgumentException.ThrowIfNullOrWhiteSpace(proof);
        var id = keys.IdOf(signUp.Address);
        if (await suppressions.FindAsync(id, cancellationToken).ConfigureAwait(false) is not null)
        {
            return AddOutcome.Suppressed;
        }

        while (true)
        {
            var there = await readers.FindAsync(id, cancellationToken).ConfigureAwait(false);
            switch (there?.Value.State)
            {
                case SubscriberState.Active:
                    return AddOutcome.Known;
                case SubscriberState.Unsubscribed:
                    return AddOutcome.HasLeft;
                case SubscriberState.Suppressed:
                    return AddOutcome.Suppressed;
            }

            var now = time.GetUtcNow();
            var shown = VisibleText.Line(proof.Replace(signUp.Address, "*", StringComparison.OrdinalIgnoreCase), MaxProofCharacters);
            var added = new Subscriber
            {
                Id = id,
                Address = signUp.Address,
                State = SubscriberState.Active,
                Preferences = signUp.Preferences,
                Consent = new(now, Source, shown),
                TokenVersion = there?.Value.TokenVersion ?? now.ToUnixTimeSeconds(),
                Since = there?.Value.Since ?? now,
            };
            if (await readers.TrySaveAsync(added, there?.Version, cancellationToken).ConfigureAwait(false))
            {
                return AddOutcome.Added;
            }
        }
    }
}
