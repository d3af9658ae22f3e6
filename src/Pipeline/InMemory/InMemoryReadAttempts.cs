using System.Globalization;
using Pipeline.Articles;

namespace Pipeline.InMemory;

/// <summary>Open readings in memory. Thread-safe.</summary>
public sealed class InMemoryReadAttempts : IReadAttempts
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(ArticleId Article, string Hash), (IReadOnlyList<ReadAttempt> Attempts, int Write)> _rows = [];
    private int _writes;

    /// <inheritdoc/>
    public Task<Versioned<IReadOnlyList<ReadAttempt>>?> FindAsync(ArticleId id, string fileHash, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_rows.TryGetValue((id, fileHash), out var row)
                ? new Versioned<IReadOnlyList<ReadAttempt>>(row.Attempts, row.Write.ToString(CultureInfo.InvariantCulture))
                : null);
        }
    }

    /// <inheritdoc/>
    public Task<bool> TrySaveAsync(
        ArticleId id, string fileHash, IReadOnlyList<ReadAttempt> attempts, string? version, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var current = _rows.TryGetValue((id, fileHash), out var row) ? row.Write.ToString(CultureInfo.InvariantCulture) : null;
            if (!string.Equals(current, version, StringComparison.Ordinal))
            {
                return Task.FromResult(false);
            }

            _rows[(id, fileHash)] = (attempts, ++_writes);
            return Task.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public Task ClearAsync(ArticleId id, string fileHash, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _rows.Remove((id, fileHash));
        }

        return Task.CompletedTask;
    }
}
