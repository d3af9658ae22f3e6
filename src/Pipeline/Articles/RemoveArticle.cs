using Microsoft.Extensions.Logging;

namespace Pipeline.Articles;

/// <summary>Takes an article back at an editor's word: the file is deleted, what it told is withdrawn, and a head without content remembers it. Thread-safe.</summary>
public sealed partial class RemoveArticle
{
    private const int MaxTries = 40;

    private readonly IDroppedFiles _files;
    private readonly IArticleStore _articles;
    private readonly ArticleVersions _versions;
    private readonly ArticleProjection _projection;
    private readonly ILogger<RemoveArticle> _logger;

    /// <summary>Removes from these stores.</summary>
    public RemoveArticle(
        IDroppedFiles files, IArticleStore articles, ArticleVersions versions, ArticleProjection projection, ILogger<RemoveArticle> logger)
    {
        _files = files;
        _articles = articles;
        _versions = versions;
        _projection = projection;
        _logger = logger;
    }

    /// <summary>
    /// Removes the article dropped as <paramref name="name"/>, with its files where it is an archive; a file of an archive goes with its archive only
    /// and is left as it is. Returns its head, or null where no such article is known. May be called again.
    /// </summary>
    public async Task<ArticleHead?> RunAsync(string name, CancellationToken cancellationToken)
    {
        var id = ArticleId.FromBlobName(name);
        if (await _articles.FindAsync(id, cancellationToken).ConfigureAwait(false) is { Value.Archive: not null } part)
        {
            return part.Value;
        }

        // The file first: a head that is removed while the file is there would be an error that the next comparison undoes.
        await _files.DeleteAsync(name, cancellationToken).ConfigureAwait(false);
        return await WithdrawAsync(id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Withdraws an article whose file is gone.</summary>
    internal async Task<ArticleHead?> WithdrawAsync(ArticleId id, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            var known = await _articles.FindAsync(id, cancellationToken).ConfigureAwait(false);
            if (known is null or { Value.State: ArticleState.Removed })
            {
                return known?.Value;
            }

            var head = known.Value;
            if (await _versions.TryRemoveAsync(known, head.LastModified, head.ETag, cancellationToken).ConfigureAwait(false) is { } removed)
            {
                var done = await _projection.RunAsync(id, removed.Version, cancellationToken).ConfigureAwait(false);
                LogRemoved(_logger, id.Value);
                return done?.Head;
            }
        }

        throw new InvalidOperationException($"Article {id} was changed by others {MaxTries} times in a row; the removal has to be tried again.");
    }

    [LoggerMessage(1011, LogLevel.Information, "Article {Article} is removed")]
    private static partial void LogRemoved(ILogger logger, string article);
}
