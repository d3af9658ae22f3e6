namespace Pipeline.Bounces;

/// <summary>The mails that came back (container <c>bounces</c>). Safe in parallel.</summary>
public interface IBounceMails
{
    /// <summary>The bytes of a mail, one more than <paramref name="maxBytes"/> where it is larger, with its version; null where there is none.</summary>
    Task<Versioned<ReadOnlyMemory<byte>>?> ReadAsync(string name, int maxBytes, CancellationToken cancellationToken);

    /// <summary>Deletes that version; without effect where it is gone or was replaced.</summary>
    Task DeleteAsync(string name, string version, CancellationToken cancellationToken);
}
