using Pipeline.Articles;
using Pipeline.Events;
using Pipeline.InMemory;
using Pipeline.Stories;

namespace Pipeline.Testing.Filling;

/// <summary>Stories in memory that know what was written since it was last copied. For one writer.</summary>
internal sealed class RecordedStories : IStoryStore
{
    private const int CopiesAtOnce = 8;

    private readonly InMemoryStoryStore _inner = new();
    private readonly Dictionary<StoryId, HashSet<string>> _written = [];
    private readonly HashSet<(ArticleId Article, StoryId Story)> _ofArticles = [];

    /// <summary>Copies it to a store that has none of it.</summary>
    public async Task CopyAsync(IStoryStore target, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = CopiesAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(_written, options, async (written, token) => await CopyAsync(written.Key, written.Value, target, token));
        await Parallel.ForEachAsync(_ofArticles, options, async (pair, token) => await target.SaveOfArticleAsync(pair.Article, pair.Story, token));
        Forget();
    }

    /// <summary>Takes it for copied.</summary>
    public void Forget()
    {
        _written.Clear();
        _ofArticles.Clear();
    }

    public Task<Versioned<Story>?> FindAsync(StoryId id, CancellationToken cancellationToken) => _inner.FindAsync(id, cancellationToken);

    public Task<bool> TrySaveAsync(Story story, string? version, CancellationToken cancellationToken)
    {
        KeysOf(story.Id);
        return _inner.TrySaveAsync(story, version, cancellationToken);
    }

    public Task<StoryContent> ReadAsync(StoryId id, CancellationToken cancellationToken) => _inner.ReadAsync(id, cancellationToken);

    public Task SaveArticleAsync(StoryId id, StoryArticle article, IReadOnlyList<EventMention> mentions, IReadOnlyList<string> gone, CancellationToken cancellationToken)
    {
        KeysOf(id);
        return _inner.SaveArticleAsync(id, article, mentions, gone, cancellationToken);
    }

    public Task RemoveAsync(StoryId id, ArticleId? article, IReadOnlyList<string> mentions, CancellationToken cancellationToken)
    {
        KeysOf(id);
        return _inner.RemoveAsync(id, article, mentions, cancellationToken);
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

    public Task<IReadOnlyList<StoryId>> ListOfArticleAsync(ArticleId article, CancellationToken cancellationToken) => _inner.ListOfArticleAsync(article, cancellationToken);

    public Task SaveOfArticleAsync(ArticleId article, StoryId id, CancellationToken cancellationToken)
    {
        _ofArticles.Add((article, id));
        return _inner.SaveOfArticleAsync(article, id, cancellationToken);
    }

    public IAsyncEnumerable<Story> ListAsync(CancellationToken cancellationToken) => _inner.ListAsync(cancellationToken);

    private async Task CopyAsync(StoryId id, IReadOnlyCollection<string> keys, IStoryStore target, CancellationToken cancellationToken)
    {
        if (await _inner.FindAsync(id, cancellationToken) is { } head && !await target.TrySaveAsync(head.Value, version: null, cancellationToken))
        {
            throw new InvalidOperationException($"Story {id} is in the storage already.");
        }

        var content = await _inner.ReadAsync(id, cancellationToken);
        foreach (var article in content.Articles)
        {
            await target.SaveArticleAsync(id, article, [.. content.Mentions.Where(mention => mention.Article == article.Article)], [], cancellationToken);
        }

        foreach (var ruling in content.Rulings)
        {
            await target.SaveRulingAsync(id, ruling, cancellationToken);
        }

        await target.SaveKeysAsync(id, [.. keys], cancellationToken);
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
