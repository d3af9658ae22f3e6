namespace Pipeline.Subscribers;

/// <summary>Puts an address on the suppression list, and its reader out of the digest's way. May be done again. Thread-safe.</summary>
public sealed class SuppressAddress(ISuppressionStore suppressions, ISubscriberStore readers, TimeProvider time)
{
    /// <summary>Suppresses the address behind <paramref name="id"/>, whether or not it is a reader's.</summary>
    /// <param name="id">Keyed hash of the address.</param>
    /// <param name="reason">Why; the first reason stays.</param>
    /// <param name="detail">A code or the words of a server, without the address; null for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task RunAsync(SubscriberId id, SuppressionReason reason, string? detail, CancellationToken cancellationToken)
    {
        // The list first: the reader's row follows from it.
        await suppressions.AddAsync(new Suppression(id, reason, time.GetUtcNow(), detail), cancellationToken).ConfigureAwait(false);
        while (await readers.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } reader && reader.Value.State != SubscriberState.Suppressed)
        {
            if (await readers.TrySaveAsync(reader.Value with { State = SubscriberState.Suppressed }, reader.Version, cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }
    }
}
