using Pipeline.Articles;

namespace Pipeline.Events;

/// <summary>An article that tells an event, as readers see it.</summary>
/// <param name="Article">The article.</param>
/// <param name="Name">The publisher's name or, where unknown, the article's title or file name.</param>
/// <param name="Url">Where it stands on the web, or null.</param>
/// <param name="Published">Its publication day.</param>
public sealed record EventSource(ArticleId Article, string Name, Uri? Url, DateOnly Published)
{
    /// <summary>Where it first tells the event, in characters from the start of its text: what opens an article is its matter.</summary>
    public int Position { get; init; }

    /// <summary>The first of the articles that it is a near copy of; itself where it is none.</summary>
    public ArticleId Group { get; init; } = Article;
}
