namespace Pipeline.Stories;

/// <summary>The story to which an article belongs.</summary>
/// <param name="Story">The story, or one that has gone into it; null for an article that tells nothing any more.</param>
/// <param name="Version">The version of the article that says so.</param>
public sealed record ArticleHome(StoryId? Story, long Version);
