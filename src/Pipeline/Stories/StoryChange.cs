using Pipeline.Articles;
using Pipeline.Events;

namespace Pipeline.Stories;

/// <summary>What comes to a story and what leaves it.</summary>
/// <param name="Articles">Articles to store or replace.</param>
/// <param name="Mentions">Reports to store or replace.</param>
/// <param name="GoneArticles">Articles that leave; they are there.</param>
/// <param name="GoneMentions">Ids of reports that leave; they are there.</param>
public sealed record StoryChange(
    IReadOnlyList<StoryArticle> Articles, IReadOnlyList<EventMention> Mentions, IReadOnlyList<ArticleId> GoneArticles, IReadOnlyList<string> GoneMentions)
{
    /// <summary>What article <paramref name="article"/> brings, in place of <paramref name="gone"/> reports of it.</summary>
    public static StoryChange Bring(StoryArticle article, IReadOnlyList<EventMention> mentions, IReadOnlyList<string> gone) => new([article], mentions, [], gone);

    /// <summary>What leaves.</summary>
    public static StoryChange Take(IReadOnlyList<ArticleId> articles, IReadOnlyList<string> mentions) => new([], [], articles, mentions);
}
