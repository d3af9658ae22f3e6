namespace Pipeline.Articles;

/// <summary>Readings of a file that were begun and have not ended; what is left over killed its process, or threw.</summary>
public interface IReadAttempts
{
    /// <summary>Begins the first reading; false where others were begun before.</summary>
    Task<bool> TryBeginAsync(ArticleId id, string fileHash, CancellationToken cancellationToken);

    /// <summary>How many readings were begun and have not ended.</summary>
    Task<int> CountAsync(ArticleId id, string fileHash, CancellationToken cancellationToken);

    /// <summary>Begins one more reading.</summary>
    Task AddAsync(ArticleId id, string fileHash, CancellationToken cancellationToken);

    /// <summary>Forgets all readings of the file: one has ended.</summary>
    Task ClearAsync(ArticleId id, string fileHash, CancellationToken cancellationToken);
}
