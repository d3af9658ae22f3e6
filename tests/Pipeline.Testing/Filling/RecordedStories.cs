using Pipeline.Articles;
using Pipeline.InMemory;
using Pipeline.Stories;

namespace Pipeline.Testing.Filling;

/// <summary>Stories in memory that know what was written since it was last copied. For one writer.</summary>
internal sealed class RecordedStories : IStoryStore
{
    private const int CopiesAtOnce = 8;

    private readonly InMemoryStoryStore _inner = new();
    private readonly Dictionary<StoryId, HashSet<string>> _written = [];
    private readonly HashSet<ArticleId> _placed = [];

    /// <summary>Copies it to a store that has none of it.</summary>
    public async Task CopyAsync(IStoryStore target, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = CopiesAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(_written, options, async (written, token) => await CopyAsync(written.Key, written.Value, target, token));
        await Parallel.ForEachAsync(_placed, options, async (article, token) => await CopyPlaceAsync(article, target, token));
        Forget();
    }

    /// <summary>Takes it for copied.</summary>
    public void Forget()
    {
        _written.Clear();
        _placed.Clear();
    }

    public Task<Versioned<Story>?> FindAsync(StoryId id, CancellationToken cancellationToken) => _inner.FindAsync(id, cancellationToken);

    public Task<bool> TrySaveAsync(Story story, string? version, CancellationToken cancellationToken)
    {
        KeysOf(story.Id);
        return _inner.TrySaveAsync(story, version, cancellationToken);
    }

    public Task<StoryContent> ReadAsync(StoryId id, CancellationToken cancellationToken) => _inner.ReadAsync(id, cancellationToken);

    public Task<bool> TryChangeAsync(Story story, string? version, StoryChange change, CancellationToken cancellationToken)
    {
        KeysOf(story.Id);
        return _inner.TryChangeAsync(story, version, change, cancellationToken);
    }

    public Task SaveRulingAsync(StoryId id, Ruling ruling, CancellationToken cancellationToken)
    {
        KeysOf(id);
        return _inner.SaveRulingAsync(id, ruling, cancellationToken);
    }

    public Task SaveKeysAsync(StoryId id, IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        KeysOf(id).UnionWith(keys);
        return _inner.SaveKeysAsync(id, keys, cancellationToken);
    }

    public Task<IReadOnlyList<StoryId>> FindByNameAsync(string name, int limit, CancellationToken cancellationToken) =>
        _inner.FindByNameAsync(name, limit, cancellationToken);

    public Task<ArticlePlace> FindPlaceAsync(ArticleId article, CancellationToken cancellationToken) => _inner.FindPlaceAsync(article, cancellationToken);

    public Task<bool> TryPlaceAsync(ArticleId article, ArticleHome home, string? version, CancellationToken cancellationToken)
    {
        _placed.Add(article);
        return _inner.TryPlaceAsync(article, home, version, cancellationToken);
    }

    public IAsyncEnumerable<Story> ListAsync(CancellationToken cancellationToken) => _inner.ListAsync(cancellationToken);

    private async Task CopyAsync(StoryId id, IReadOnlyCollection<string> keys, IStoryStore target, CancellationToken cancellationToken)
    {
        var content = await _inner.ReadAsync(id, cancellationToken);
        if (await _inner.FindAsync(id, cancellationToken) is { } head
            && !await target.TryChangeAsync(head.Value, version: null, new(content.Articles, content.Mentions, [], []), cancellationToken))
        {
            throw new InvalidOperationException($"Story {id} is in the storage already.");
        }

        foreach (var ruling in content.Rulings)
        {
            await target.SaveRulingAsync(id, ruling, cancellationToken);
        }

        await target.SaveKeysAsync(id, [.. keys], cancellationToken);
    }

    // The stories in which it stood before it stands where it does.
    private async Task CopyPlaceAsync(ArticleId article, IStoryStore target, CancellationToken cancellationToken)
    {
        var place = await _inner.FindPlaceAsync(article, cancellationToken);
        foreach (var home in place.Stories.Select(story => place.Home!.Value with { Story = story }).Append(place.Home!.Value).Distinct())
        {
            await target.TryPlaceAsync(article, home, (await target.FindPlaceAsync(article, cancellationToken)).Home?.Version, cancellationToken);
        }
    }

    private HashSet<string> KeysOf(StoryId id)
    {
        if (!_written.TryGetValue(id, out var keys))
        {
            _written[id] = keys = new(StringComparer.Ordinal);
        }

        return keys;
    }
}
