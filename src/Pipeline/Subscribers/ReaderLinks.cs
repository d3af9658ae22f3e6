namespace Pipeline.Subscribers;

/// <summary>Finds the reader of a signed link. Thread-safe.</summary>
public sealed class ReaderLinks(ISubscriberStore readers, KeyRing keys, TimeProvider time)
{
    /// <summary>The reader whom <paramref name="token"/> names; null where it is not good for <paramref name="purpose"/>, or not any more, or nobody is kept under it.</summary>
    public async Task<Versioned<Subscriber>?> FindAsync(TokenPurpose purpose, string? token, CancellationToken cancellationToken) =>
        keys.Read(purpose, token, time.GetUtcNow()) is { } read
        && await readers.FindAsync(read.Reader, cancellationToken).ConfigureAwait(false) is { } reader
        && reader.Value.TokenVersion == read.Version
            ? reader
            : null;
}
