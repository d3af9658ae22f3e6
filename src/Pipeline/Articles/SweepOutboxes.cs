using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Pipeline.Articles;

/// <summary>Takes up the work on articles that was begun and not ended, because a process died or storage failed. Reads the index of outboxes, never all articles. Thread-safe.</summary>
public sealed partial class SweepOutboxes
{
    private readonly IArticleStore _articles;
    private readonly ArticleProjection _projection;
    private readonly IngestionOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<SweepOutboxes> _logger;

    /// <summary>Sweeps <paramref name="articles"/>.</summary>
    public SweepOutboxes(
        IArticleStore articles, ArticleProjection projection, IOptions<IngestionOptions> options, TimeProvider time, ILogger<SweepOutboxes> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        _articles = articles;
        _projection = projection;
        _options = options.Value;
        _time = time;
        _logger = logger;
    }

    /// <summary>Takes up what was begun longer ago than <see cref="IngestionOptions.SweepAfter"/>; returns how many entries it closed.</summary>
    public Task<int> RunAsync(CancellationToken cancellationToken) => RunAsync(_options.SweepAfter, cancellationToken);

    /// <summary>
    /// Takes up what was begun longer ago than <paramref name="age"/>. Zero is right only where nobody else is at work, as at the start of the one host
    /// of an account: an entry stands in the index a moment before its outbox.
    /// </summary>
    public async Task<int> RunAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        var before = _time.GetUtcNow() - age;
        var closed = 0;
        await foreach (var open in _articles.ListOpenAsync(cancellationToken).ConfigureAwait(false))
        {
            if (open.At <= before)
            {
                await _projection.RunAsync(open.Article, open.Version, cancellationToken).ConfigureAwait(false);
                closed++;
            }
        }

        if (closed > 0)
        {
            LogSwept(_logger, closed);
        }

        return closed;
    }

    [LoggerMessage(1010, LogLevel.Warning, "Work on {Count} versions of articles had been left; it is done now")]
    private static partial void LogSwept(ILogger logger, int count);
}
