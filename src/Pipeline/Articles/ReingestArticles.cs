using Microsoft.Extensions.Logging;

namespace Pipeline.Articles;

/// <summary>
/// Reads articles again after a change of rules, beside live traffic: each reading is a version of its article like any other. What it finds unchanged changes
/// nothing and is not told again. May be stopped and run again: only what other rules have read is left then. Refused files are left out; see
/// <see cref="RetryArticle"/>. Thread-safe.
/// </summary>
public sealed partial class ReingestArticles
{
    // As many as the host reads at once: more would only wait for the stories.
    private const int AtOnce = 4;

    private readonly IArticleStore _articles;
    private readonly IngestDroppedFile _ingest;
    private readonly ReadingRules _rules;
    private readonly ILogger<ReingestArticles> _logger;

    /// <summary>Reads the articles of <paramref name="articles"/> again, by <paramref name="rules"/>.</summary>
    public ReingestArticles(IArticleStore articles, IngestDroppedFile ingest, ReadingRules rules, ILogger<ReingestArticles> logger)
    {
        _articles = articles;
        _ingest = ingest;
        _rules = rules;
        _logger = logger;
    }

    /// <summary>Whether <paramref name="head"/> is of an article, or archive, that other rules have read.</summary>
    public bool IsOutdated(ArticleHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        return IsReadable(head) && head.ReadBy != _rules.Id;
    }

    /// <summary>How many there are to read; all of them where <paramref name="withCurrent"/>, otherwise those that other rules have read.</summary>
    public async Task<int> CountAsync(bool withCurrent, CancellationToken cancellationToken) =>
        await _articles.ListAsync(cancellationToken).CountAsync(head => IsToBeRead(head, withCurrent), cancellationToken).ConfigureAwait(false);

    /// <summary>Reads them; <paramref name="progress"/> hears of each, one at a time.</summary>
    public async Task<Reingestion> RunAsync(bool withCurrent, Action<Reingestion> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var gate = new Lock();
        var tally = new Reingestion(0, 0, 0);
        await Parallel.ForEachAsync(
            _articles.ListAsync(cancellationToken).Where(head => IsToBeRead(head, withCurrent)),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (head, token) =>
            {
                var outcome = await _ingest.RunAsync(head.FileName, isAgain: true, token).ConfigureAwait(false);
                lock (gate)
                {
                    tally = tally.With(outcome);
                    progress(tally);
                }
            }).ConfigureAwait(false);
        LogRead(_logger, tally.Read, tally.Refused, tally.Gone);
        return tally;
    }

    private bool IsToBeRead(ArticleHead head, bool withCurrent) => withCurrent ? IsReadable(head) : IsOutdated(head);

    // A file of an archive is read with its archive; whoever is being read just now is read by the rules of the process that does it.
    private static bool IsReadable(ArticleHead head) =>
        head is { Archive: null, State: ArticleState.Ingested or ArticleState.Duplicate or ArticleState.Archive or ArticleState.Projecting, Reason: null };

    [LoggerMessage(1014, LogLevel.Information, "{Read} articles were read again, {Refused} of them refused; {Gone} had no file")]
    private static partial void LogRead(ILogger logger, int read, int refused, int gone);
}
