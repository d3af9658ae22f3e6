using Pipeline.Bounces;

namespace Pipeline.Subscribers;

/// <summary>Forgets a reader. What stays where that is asked for is a keyed hash, from which nobody without the key can tell whose it is. Thread-safe.</summary>
public sealed class EraseReader(
    ISubscriberStore readers, IPositionStore positions, IBounceStore bounces, ISuppressionStore suppressions, TimeProvider time)
{
    /// <summary>Forgets <paramref name="id"/>; where <paramref name="neverAgain"/>, it stands on the suppression list from now on.</summary>
    public async Task RunAsync(SubscriberId id, bool neverAgain, CancellationToken cancellationToken)
    {
        // The list first: whoever dies in between has promised nothing that is not kept.
        if (neverAgain)
        {
            await suppressions.AddAsync(new(id, SuppressionReason.Erased, time.GetUtcNow(), null), cancellationToken).ConfigureAwait(false);
        }

        await readers.EraseAsync(id, cancellationToken).ConfigureAwait(false);
        await positions.EraseAsync(id, cancellationToken).ConfigureAwait(false);
        await bounces.ClearAsync(id, cancellationToken).ConfigureAwait(false);
    }
}
