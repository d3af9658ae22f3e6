namespace Pipeline.Articles;

/// <summary>Reads a file again that was refused, after the program or its settings have changed. Thread-safe.</summary>
public sealed class RetryArticle
{
    private readonly IArticleStore _articles;
    private readonly IngestDroppedFile _ingest;

    /// <summary>Retries over these.</summary>
    public RetryArticle(IArticleStore articles, IngestDroppedFile ingest)
    {
        _articles = articles;
        _ingest = ingest;
    }

    /// <summary>
    /// What becomes of the article <paramref name="id"/> now; for a file of an archive, what becomes of the whole archive. Null where the article is not
    /// known or its file is gone.
    /// </summary>
    public async Task<IngestOutcome?> RunAsync(ArticleId id, CancellationToken cancellationToken) =>
        await _articles.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } known
            ? await _ingest.RunAsync(known.Value.Archive ?? known.Value.FileName, isAgain: true, cancellationToken).ConfigureAwait(false)
            : null;
}
