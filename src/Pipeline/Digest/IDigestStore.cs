namespace Pipeline.Digest;

/// <summary>Keeps the issues of lists. Safe in parallel; a save under an outdated version is refused.</summary>
public interface IDigestStore
{
    /// <summary>The newest issue of a list, or null.</summary>
    Task<DigestIssue?> FindLatestAsync(string list, CancellationToken cancellationToken);

    /// <summary>One issue, or null.</summary>
    Task<Versioned<DigestIssue>?> FindAsync(DigestId id, CancellationToken cancellationToken);

    /// <summary>Inserts where <paramref name="version"/> is null, replaces that version otherwise; false where another write was faster.</summary>
    Task<bool> TrySaveAsync(DigestIssue issue, string? version, CancellationToken cancellationToken);

    /// <summary>The issues of a list, newest first, at most <paramref name="count"/>.</summary>
    IAsyncEnumerable<DigestIssue> ListLatestAsync(string list, int count, CancellationToken cancellationToken);
}
