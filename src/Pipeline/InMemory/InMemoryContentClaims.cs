using Pipeline.Articles;

namespace Pipeline.InMemory;

/// <summary>Claims of contents in memory. Thread-safe.</summary>
public sealed class InMemoryContentClaims : IContentClaims
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ArticleId> _holders = new(StringComparer.Ordinal);
    private readonly HashSet<(string Content, ArticleId Article)> _waiting = [];

    /// <inheritdoc/>
    public Task<ArticleId> ClaimAsync(string contentHash, ArticleId id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_holders.TryAdd(contentHash, id) ? id : _holders[contentHash]);
        }
    }

    /// <inheritdoc/>
    public Task ReleaseAsync(string contentHash, ArticleId id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _waiting.Remove((contentHash, id));
            if (_holders.TryGetValue(contentHash, out var holder) && holder == id)
            {
                _holders.Remove(contentHash);
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task WaitAsync(string contentHash, ArticleId id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _waiting.Add((contentHash, id));
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ArticleId>> ListWaitingAsync(string contentHash, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<ArticleId>>(
                [.. _waiting.Where(row => row.Content == contentHash).Select(row => row.Article).OrderBy(id => id.Value, StringComparer.Ordinal)]);
        }
    }
}
