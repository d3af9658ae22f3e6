using System.Diagnostics;
using Pipeline.Articles;
using Pipeline.Events;

namespace Pipeline.Telemetry;

/// <summary>Leads from what is told of articles back to how they came in. Thread-safe.</summary>
public sealed class ArticleTraces
{
    // A trace with more links than this is of no use to anybody.
    private const int MaxLinks = 100;

    private readonly IArticleStore _articles;

    /// <summary>Reads the traces of <paramref name="articles"/>.</summary>
    public ArticleTraces(IArticleStore articles) => _articles = articles;

    /// <summary>
    /// Links <paramref name="activity"/> to the traces of the articles that told <paramref name="changes"/>, at most a hundred; reads nothing where nobody listens.
    /// </summary>
    public async Task LinkAsync(Activity? activity, IEnumerable<EventChange> changes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        if (activity is not { IsAllDataRequested: true })
        {
            return;
        }

        foreach (var article in changes.Select(change => change.Article).Distinct().Take(MaxLinks))
        {
            var head = (await _articles.FindAsync(article, cancellationToken).ConfigureAwait(false))?.Value;
            if (PipelineTelemetry.ContextOf(head?.TraceParent) is var context && context != default && !activity.Links.Any(link => link.Context == context))
            {
                activity.AddLink(new ActivityLink(context, new ActivityTagsCollection { ["pipeline.article"] = article.Value }));
            }
        }
    }
}
