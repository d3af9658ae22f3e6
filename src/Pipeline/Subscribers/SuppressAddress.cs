namespace Pipeline.Subscribers;

/// <summary>Puts an address on the suppression list, and takes it off. Thread-safe.</summary>
public sealed class SuppressAddress(ISubscriberStore readers, ISuppressionStore suppressions, TimeProvider time)
{
    /// <summary>From now on nobody writes to <paramref name="id"/>. <paramref name="detail"/> holds no address.</summary>
    public async Task RunAsync(SubscriberId id, SuppressionReason reason, string? detail, CancellationToken cancellationToken)
    {
        await suppressions.AddAsync(new(id, reason, time.GetUtcNow(), detail), cancellationToken).ConfigureAwait(false);
        await SetAsync(id, reader => reader.State == SubscriberState.Suppressed ? null : reader with { State = SubscriberState.Suppressed }, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>
    /// Takes <paramref name="id"/> off the list; false where it does not stand there. A reader whose address had failed gets the digest again; whoever
    /// was listed for another reason has to ask and confirm anew.
    /// </summary>
    public async Task<bool> ReleaseAsync(SubscriberId id, CancellationToken cancellationToken)
    {
        if (await suppressions.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } entry)
        {
            return false;
        }

        await suppressions.RemoveAsync(id, cancellationToken).ConfigureAwait(false);
        await SetAsync(
            id,
            reader => reader.State != SubscriberState.Suppressed ? null
                : entry.Reason == SuppressionReason.Bounced && reader.Consent is not null ? reader with { State = SubscriberState.Active }
                : Unsubscribe.Left(reader, time.GetUtcNow()),
            cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async Task SetAsync(SubscriberId id, Func<Subscriber, Subscriber?> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            var there = await readers.FindAsync(id, cancellationToken).ConfigureAwait(false);
            if (there is null || change(there.Value) is not { } changed
                || await readers.TrySaveAsync(changed, there.Version, cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }
    }
}
