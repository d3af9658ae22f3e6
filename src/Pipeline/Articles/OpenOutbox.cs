namespace Pipeline.Articles;

/// <summary>An entry in the index of outboxes: work on a version of an article was begun, and nobody has yet said that it is done.</summary>
/// <param name="Article">The article.</param>
/// <param name="Version">The version.</param>
/// <param name="At">When the work was begun.</param>
public sealed record OpenOutbox(ArticleId Article, long Version, DateTimeOffset At);
