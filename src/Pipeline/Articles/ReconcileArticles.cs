using Microsoft.Extensions.Logging;

namespace Pipeline.Articles;

/// <summary>
/// Compares the container with what is known: withdraws articles whose file has vanished (no trigger tells of a deletion), takes in files that no
/// trigger told of. Reads the list of all files and all heads: once a night. Thread-safe.
/// </summary>
public sealed partial class ReconcileArticles
{
    private readonly IDroppedFiles _files;
    private readonly IArticleStore _articles;
    private readonly IngestDroppedFile _ingest;
    private readonly RemoveArticle _remove;
    private readonly ArticleProjection _projection;
    private readonly ILogger<ReconcileArticles> _logger;

    /// <summary>Compares <paramref name="files"/> with <paramref name="articles"/>.</summary>
    public ReconcileArticles(
        IDroppedFiles files, IArticleStore articles, IngestDroppedFile ingest, RemoveArticle remove, ArticleProjection projection,
        ILogger<ReconcileArticles> logger)
    {
        _files = files;
        _articles = articles;
        _ingest = ingest;
        _remove = remove;
        _projection = projection;
        _logger = logger;
    }

    /// <summary>Compares once, and returns how many files were taken in and how many articles withdrawn.</summary>
    public async Task<Reconciliation> RunAsync(CancellationToken cancellationToken)
    {
        var missed = new Dictionary<ArticleId, FileStamp>();
        await foreach (var file in _files.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            missed[ArticleId.FromBlobName(file.Name)] = file;
        }

        var removed = 0;
        await foreach (var head in _articles.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            var isThere = missed.TryGetValue(head.Id, out var file);
            if (isThere && file!.ETag == head.ETag && head.State is not (ArticleState.Projecting or ArticleState.Removed))
            {
                missed.Remove(head.Id);
            }

            if (!isThere && head.State != ArticleState.Removed && await IsGoneAsync(head, cancellationToken).ConfigureAwait(false))
            {
                removed++;
            }
        }

        var ingested = 0;
        foreach (var file in missed.Values)
        {
            ingested += await _ingest.RunAsync(file.Name, isAgain: false, cancellationToken).ConfigureAwait(false) is null or IngestOutcome.Unchanged ? 0 : 1;
        }

        LogCompared(_logger, ingested, removed);
        return new Reconciliation(ingested, removed);
    }

    // The list is a moment old: who is not on it is looked up.
    private async Task<bool> IsGoneAsync(ArticleHead head, CancellationToken cancellationToken)
    {
        if (head.Archive is not { } archiveName)
        {
            return await _files.FindAsync(head.FileName, cancellationToken).ConfigureAwait(false) is null
                && await _remove.WithdrawAsync(head.Id, cancellationToken).ConfigureAwait(false) is not null;
        }

        // A file of an archive stands and falls with the archive, which clears its own; this is for what a dead worker left.
        var archive = (await _articles.FindAsync(ArticleId.FromBlobName(archiveName), cancellationToken).ConfigureAwait(false))?.Value;
        if (archive is null or { State: ArticleState.Projecting } || archive.Parts.Contains(head.FileName, StringComparer.Ordinal))
        {
            return false;
        }

        await _projection.RemovePartAsync(head.FileName, archive, cancellationToken).ConfigureAwait(false);
        return true;
    }

    [LoggerMessage(1012, LogLevel.Information, "Container and articles compared: {Ingested} files taken in, {Removed} articles withdrawn")]
    private static partial void LogCompared(ILogger logger, int ingested, int removed);
}
