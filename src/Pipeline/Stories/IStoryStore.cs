using Pipeline.Articles;
using Pipeline.Events;

namespace Pipeline.Stories;

/// <summary>Stories and what they are made of. Every call but <see cref="ListAsync"/> reads points or a short range.</summary>
public interface IStoryStore
{
    /// <summary>One story, or null.</summary>
    Task<Versioned<Story>?> FindAsync(StoryId id, CancellationToken cancellationToken);

    /// <summary>Inserts where <paramref name="version"/> is null, replaces that version otherwise; false where somebody else was faster.</summary>
    Task<bool> TrySaveAsync(Story story, string? version, CancellationToken cancellationToken);

    /// <summary>The articles, reports and rulings of a story, in the order of their ids; empty lists where there is none.</summary>
    Task<StoryContent> ReadAsync(StoryId id, CancellationToken cancellationToken);

    /// <summary>Stores or replaces an article of a story with <paramref name="mentions"/>, and deletes the reports <paramref name="gone"/>.</summary>
    Task SaveArticleAsync(
        StoryId id, StoryArticle article, IReadOnlyList<EventMention> mentions, IReadOnlyList<string> gone, CancellationToken cancellationToken);

    /// <summary>Deletes reports from a story, and an article of it unless <paramref name="article"/> is null; without effect where there are none.</summary>
    Task RemoveAsync(StoryId id, ArticleId? article, IReadOnlyList<string> mentions, CancellationToken cancellationToken);

    /// <summary>Stores or replaces a ruling.</summary>
    Task SaveRulingAsync(StoryId id, Ruling ruling, CancellationToken cancellationToken);

    /// <summary>Stores under which keys (<c>castelrive~2026-03</c>: a name and a month) a story is found.</summary>
    Task SaveKeysAsync(StoryId id, IReadOnlyList<string> keys, CancellationToken cancellationToken);

    /// <summary>The stories under <paramref name="name"/>, those of the latest months first; at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<StoryId>> FindByNameAsync(string name, int limit, CancellationToken cancellationToken);

    /// <summary>The stories to which an article brings or ever brought something, in the order of their ids.</summary>
    Task<IReadOnlyList<StoryId>> ListOfArticleAsync(ArticleId article, CancellationToken cancellationToken);

    /// <summary>Stores that an article brings something to a story: the way from the one to the other. Written before what it brings, and never deleted, so that
    /// nothing is forgotten that a slow worker writes for a version that is no more.</summary>
    Task SaveOfArticleAsync(ArticleId article, StoryId id, CancellationToken cancellationToken);

    /// <summary>All stories, in no order. A scan: for editors, never for an article.</summary>
    IAsyncEnumerable<Story> ListAsync(CancellationToken cancellationToken);
}
