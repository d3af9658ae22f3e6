using Pipeline.Articles;

namespace Pipeline.Events;

/// <summary>An article that tells an event, as readers see it.</summary>
/// <param name="Article">The article.</param>
/// <param name="Name">The publisher's name or, where unknown, the article's title or file name.</param>
/// <param name="Url">Where it stands on the web, or null.</param>
/// <param name="Published">Its publication day.</param>
public sealed record EventSource(ArticleId Article, string Name, Uri? Url, DateOnly Published);
