using System.Globalization;
using System.Runtime.CompilerServices;
using Pipeline.Articles;

namespace Pipeline.InMemory;

/// <summary>Articles in memory, for tests and for replaying a folder. Thread-safe.</summary>
public sealed class InMemoryArticleStore : IArticleStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ArticleId, Row> _rows = [];
    private readonly Dictionary<(ArticleId Article, long Version), OpenOutbox> _open = [];

    /// <inheritdoc/>
    public Task<Versioned<ArticleHead>?> FindAsync(ArticleId id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_rows.TryGetValue(id, out var row) ? new Versioned<ArticleHead>(row.Head, row.Tag) : null);
        }
    }

    /// <inheritdoc/>
    public Task<ArticleOutbox?> FindOutboxAsync(ArticleId id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_rows.TryGetValue(id, out var row) ? row.Outbox : null);
        }
    }

    /// <inheritdoc/>
    public Task<ArticleContent?> FindContentAsync(ArticleId id, long version, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_rows.TryGetValue(id, out var row) && row.Head.Version == version ? row.Content : null);
        }
    }

    /// <inheritdoc/>
    public bool CanHold(ArticleContent content) => true;

    /// <inheritdoc/>
    public Task<bool> TryCommitAsync(
        ArticleHead head, ArticleOutbox outbox, ArticleContent? content, string? version, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(head);
        return Task.FromResult(TryWrite(head, version, isOpening: true, row => row with { Outbox = outbox, Content = content }));
    }

    /// <inheritdoc/>
    public Task<bool> TryReopenAsync(ArticleHead head, ArticleOutbox outbox, string version, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(head);
        return Task.FromResult(TryWrite(head, version, isOpening: true, row => row with { Outbox = outbox }));
    }

    /// <inheritdoc/>
    public Task<bool> TryFinishAsync(ArticleHead head, string version, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(head);
        return Task.FromResult(TryWrite(head, version, isOpening: false, row => row with { Outbox = null }));
    }

    /// <inheritdoc/>
    public Task<bool> TrySaveAsync(ArticleHead head, string? version, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(head);
        return Task.FromResult(TryWrite(head, version, isOpening: false, row => row));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<OpenOutbox> ListOpenAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<OpenOutbox> open;
        lock (_lock)
        {
            open = [.. _open.Values];
        }

        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var entry in open)
        {
            yield return entry;
        }
    }

    /// <inheritdoc/>
    public Task CloseAsync(ArticleId id, long version, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _open.Remove((id, version));
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ArticleHead> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<ArticleHead> heads;
        lock (_lock)
        {
            heads = [.. _rows.Values.Select(row => row.Head).OrderByDescending(head => head.At)];
        }

        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var head in heads)
        {
            yield return head;
        }
    }

    private bool TryWrite(ArticleHead head, string? version, bool isOpening, Func<Row, Row> change)
    {
        lock (_lock)
        {
            if (isOpening)
            {
                _open[(head.Id, head.Version)] = new OpenOutbox(head.Id, head.Version, head.At);
            }

            var known = _rows.GetValueOrDefault(head.Id);
            if (!string.Equals(known?.Tag, version, StringComparison.Ordinal))
            {
                return false;
            }

            _rows[head.Id] = change((known ?? new Row(head, null, null, 0)) with { Head = head, Writes = (known?.Writes ?? 0) + 1 });
            return true;
        }
    }

    private sealed record Row(ArticleHead Head, ArticleOutbox? Outbox, ArticleContent? Content, int Writes)
    {
        public string Tag => Writes.ToString(CultureInfo.InvariantCulture);
    }
}
