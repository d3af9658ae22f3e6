using System.Globalization;
using System.Runtime.CompilerServices;
using Pipeline.Articles;

namespace Pipeline.InMemory;

/// <summary>Heads of articles in memory, for tests and for replaying a folder. Thread-safe.</summary>
public sealed class InMemoryArticleStore : IArticleStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ArticleId, (ArticleHead Head, int Version)> _heads = [];
    private readonly Dictionary<string, ArticleId> _contents = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<Versioned<ArticleHead>?> FindAsync(ArticleId id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_heads.TryGetValue(id, out var row)
                ? new Versioned<ArticleHead>(row.Head, row.Version.ToString(CultureInfo.InvariantCulture))
                : null);
        }
    }

    /// <inheritdoc/>
    public Task<bool> TrySaveAsync(ArticleHead head, string? version, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(head);
        lock (_lock)
        {
            var current = _heads.TryGetValue(head.Id, out var row) ? row.Version.ToString(CultureInfo.InvariantCulture) : null;
            if (!string.Equals(current, version, StringComparison.Ordinal))
            {
                return Task.FromResult(false);
            }

            _heads[head.Id] = (head, row.Version + 1);
            return Task.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public Task<ArticleId> ClaimContentAsync(string contentHash, ArticleId id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_contents.TryAdd(contentHash, id) ? id : _contents[contentHash]);
        }
    }

    /// <inheritdoc/>
    public Task ReleaseContentAsync(string contentHash, ArticleId id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_contents.TryGetValue(contentHash, out var holder) && holder == id)
            {
                _contents.Remove(contentHash);
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ArticleHead> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<ArticleHead> heads;
        lock (_lock)
        {
            heads = [.. _heads.Values.Select(row => row.Head).OrderByDescending(head => head.At)];
        }

        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var head in heads)
        {
            yield return head;
        }
    }
}
