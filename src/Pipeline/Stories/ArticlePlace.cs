namespace Pipeline.Stories;

/// <summary>Where an article stands among the stories.</summary>
/// <param name="Home">Its story; null for an article that never told anything.</param>
/// <param name="Stories">All in which it ever stood, in the order of their ids.</param>
public sealed record ArticlePlace(Versioned<ArticleHome>? Home, IReadOnlyList<StoryId> Stories);
