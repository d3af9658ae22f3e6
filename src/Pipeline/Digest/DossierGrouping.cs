using Pipeline.Articles;

namespace Pipeline.Digest;

/// <summary>
/// Groups the events of an issue into dossiers: events told by one article belong together, and so do the events of two articles that share
/// one. Pure; it knows nothing but who tells what.
/// </summary>
internal static class DossierGrouping
{
    /// <summary>The groups of <paramref name="items"/>, in the order of their first items; the items of a group keep their order.</summary>
    public static IReadOnlyList<IReadOnlyList<DigestItem>> Of(IReadOnlyList<DigestItem> items)
    {
        var parents = new Dictionary<ArticleId, ArticleId>();
        foreach (var item in items)
        {
            var articles = item.Event.Sources.Select(source => source.Article).ToList();
            foreach (var article in articles)
            {
                parents.TryAdd(article, article);
                parents[Root(parents, article)] = Root(parents, articles[0]);
            }
        }

        return [.. items.GroupBy(item => Root(parents, item.Event.Sources[0].Article)).Select(group => group.ToList())];
    }

    private static ArticleId Root(Dictionary<ArticleId, ArticleId> parents, ArticleId article)
    {
        while (parents[article] != article)
        {
            // Halves the way for the next look-up.
            parents[article] = parents[parents[article]];
            article = parents[article];
        }

        return article;
    }
}
