using Pipeline.Articles;

namespace Pipeline.InMemory;

/// <summary>Begun readings in memory. Thread-safe.</summary>
public sealed class InMemoryReadAttempts : IReadAttempts
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(ArticleId Article, string Hash), int> _counts = [];

    /// <inheritdoc/>
    public Task<bool> TryBeginAsync(ArticleId id, string fileHash, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_counts.TryAdd((id, fileHash), 1));
        }
    }

    /// <inheritdoc/>
    public Task<int> CountAsync(ArticleId id, string fileHash, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_counts.GetValueOrDefault((id, fileHash)));
        }
    }

    /// <inheritdoc/>
    public Task AddAsync(ArticleId id, string fileHash, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _counts[(id, fileHash)] = _counts.GetValueOrDefault((id, fileHash)) + 1;
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task ClearAsync(ArticleId id, string fileHash, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _counts.Remove((id, fileHash));
        }

        return Task.CompletedTask;
    }
}
