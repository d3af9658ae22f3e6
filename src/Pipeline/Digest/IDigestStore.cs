namespace Pipeline.Digest;

/// <summary>Digest issues: a row each, newest first by key, with the content in container <c>digests</c>.</summary>
public interface IDigestStore
{
    /// <summary>The newest issue of a list, or null.</summary>
    Task<DigestIssue?> FindLatestAsync(string list, CancellationToken cancellationToken);

    /// <summary>One issue, or null.</summary>
    Task<DigestIssue?> FindAsync(DigestId id, CancellationToken cancellationToken);

    /// <summary>Freezes an issue: content first, then the row, insert-only. False where the id is taken.</summary>
    Task<bool> TryAddAsync(DigestIssue issue, CancellationToken cancellationToken);

    /// <summary>The newest issues of a list, newest first; a short range read.</summary>
    IAsyncEnumerable<DigestIssue> ListLatestAsync(string list, int count, CancellationToken cancellationToken);
}
