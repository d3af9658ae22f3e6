namespace Pipeline.Articles;

/// <summary>Readings of a file that were begun and have not ended. What is left over killed its process, or threw.</summary>
public interface IReadAttempts
{
    /// <summary>The open readings of a file, or null where there is none.</summary>
    Task<Versioned<IReadOnlyList<ReadAttempt>>?> FindAsync(ArticleId id, string fileHash, CancellationToken cancellationToken);

    /// <summary>Stores the open readings; inserts where <paramref name="version"/> is null. False where somebody else was faster.</summary>
    Task<bool> TrySaveAsync(
        ArticleId id, string fileHash, IReadOnlyList<ReadAttempt> attempts, string? version, CancellationToken cancellationToken);

    /// <summary>Forgets all readings of the file: one has ended.</summary>
    Task ClearAsync(ArticleId id, string fileHash, CancellationToken cancellationToken);
}
