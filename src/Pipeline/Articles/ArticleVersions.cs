namespace Pipeline.Articles;

/// <summary>Adds versions to articles, each under a number greater than those before. Thread-safe.</summary>
public sealed class ArticleVersions
{
    private readonly IArticleStore _articles;
    private readonly TimeProvider _time;

    /// <summary>Adds to <paramref name="articles"/>.</summary>
    public ArticleVersions(IArticleStore articles, TimeProvider time)
    {
        _articles = articles;
        _time = time;
    }

    /// <summary>
    /// Stores <paramref name="head"/> as the version after <paramref name="known"/>, on its way to <paramref name="target"/>, and returns it with its
    /// number; null where somebody else was faster.
    /// </summary>
    public async Task<ArticleHead?> TryAddAsync(
        Versioned<ArticleHead>? known, ArticleHead head, ArticleState target, ArticleContent? content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(head);
        var before = known?.Value;
        var ticks = head.LastModified.UtcTicks;
        var added = head with
        {
            State = ArticleState.Projecting,
            Version = before is null || before.Version < ticks ? ticks : before.Version + 1,
            At = _time.GetUtcNow(),
        };
        var open = before is { State: ArticleState.Projecting } ? await _articles.FindOutboxAsync(head.Id, cancellationToken).ConfigureAwait(false) : null;
        var outbox = new ArticleOutbox { Version = added.Version, Target = target }.After(before, open, added);
        return await _articles.TryCommitAsync(added, outbox, content, known?.Version, cancellationToken).ConfigureAwait(false) ? added : null;
    }

    /// <summary>
    /// Stores that <paramref name="known"/> is gone, as of the version of the file that is named, unless a worker that died stored just that; null where
    /// somebody else was faster.
    /// </summary>
    public async Task<ArticleHead?> TryRemoveAsync(
        Versioned<ArticleHead> known, DateTimeOffset lastModified, string eTag, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(known);
        var before = known.Value;
        if (before.State == ArticleState.Projecting && before.LastModified == lastModified && before.ETag == eTag
            && await _articles.FindOutboxAsync(before.Id, cancellationToken).ConfigureAwait(false) is { Target: ArticleState.Removed } open
            && open.Version == before.Version)
        {
            return before;
        }

        var head = new ArticleHead
        {
            Id = before.Id,
            FileName = before.FileName,
            FileHash = before.FileHash,
            LastModified = lastModified,
            ETag = eTag,
            State = ArticleState.Removed,
            Archive = before.Archive,
            At = _time.GetUtcNow(),
        };
        return await TryAddAsync(known, head, ArticleState.Removed, content: null, cancellationToken).ConfigureAwait(false);
    }
}
