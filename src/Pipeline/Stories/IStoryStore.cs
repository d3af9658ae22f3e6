using Pipeline.Articles;

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

    /// <summary>
    /// Saves the head of a story as <see cref="TrySaveAsync"/> does, and in one step with it what changes in what the story is made of. False where somebody else was
    /// faster; then the change has to be made again, on what is there now.
    /// </summary>
    Task<bool> TryChangeAsync(Story story, string? version, StoryChange change, CancellationToken cancellationToken);

    /// <summary>Stores or replaces a ruling.</summary>
    Task SaveRulingAsync(StoryId id, Ruling ruling, CancellationToken cancellationToken);

    /// <summary>Stores under which keys (<c>castelrive~2026-03</c>: a name and a month) a story is found.</summary>
    Task SaveKeysAsync(StoryId id, IReadOnlyList<string> keys, CancellationToken cancellationToken);

    /// <summary>The stories under <paramref name="name"/>, those of the latest months first; at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<StoryId>> FindByNameAsync(string name, int limit, CancellationToken cancellationToken);

    /// <summary>Where an article stands, and everywhere it ever stood.</summary>
    Task<ArticlePlace> FindPlaceAsync(ArticleId article, CancellationToken cancellationToken);

    /// <summary>
    /// Writes down where an article stands, and that it stood there: inserts where <paramref name="version"/> is null, replaces that version otherwise; false where
    /// somebody else was faster. Written before what the article brings, and never deleted, so that nothing is forgotten that a slow worker writes.
    /// </summary>
    Task<bool> TryPlaceAsync(ArticleId article, ArticleHome home, string? version, CancellationToken cancellationToken);

    /// <summary>All stories, in no order. A scan: for editors, never for an article.</summary>
    IAsyncEnumerable<Story> ListAsync(CancellationToken cancellationToken);
}
