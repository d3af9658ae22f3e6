using System.Globalization;
using System.Runtime.CompilerServices;
using Pipeline.Articles;
using Pipeline.Events;
using Pipeline.Stories;

namespace Pipeline.InMemory;

/// <summary>Stories in memory, for tests and for replaying a folder. Thread-safe.</summary>
public sealed class InMemoryStoryStore : IStoryStore
{
    // The latest month first, and within it by id.
    private static readonly Comparer<(string Month, string Id)> s_byMonth = Comparer<(string Month, string Id)>.Create((x, y) =>
        string.CompareOrdinal(y.Month, x.Month) is var order && order != 0 ? order : string.CompareOrdinal(x.Id, y.Id));

    private readonly Lock _lock = new();
    private readonly Dictionary<StoryId, (Story Story, int Version)> _heads = [];
    private readonly Dictionary<StoryId, Parts> _parts = [];
    private readonly Dictionary<string, SortedSet<(string Month, string Id)>> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<ArticleId, (ArticleHome Home, int Version, SortedSet<string> Stories)> _places = [];

    /// <inheritdoc/>
    public Task<Versioned<Story>?> FindAsync(StoryId id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_heads.TryGetValue(id, out var row) ? new Versioned<Story>(row.Story, row.Version.ToString(CultureInfo.InvariantCulture)) : null);
        }
    }

    /// <inheritdoc/>
    public Task<bool> TrySaveAsync(Story story, string? version, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(story);
        lock (_lock)
        {
            return Task.FromResult(TrySave(story, version));
        }
    }

    /// <inheritdoc/>
    public Task<bool> TryChangeAsync(Story story, string? version, StoryChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(story);
        ArgumentNullException.ThrowIfNull(change);
        lock (_lock)
        {
            if (!TrySave(story, version))
            {
                return Task.FromResult(false);
            }

            var parts = PartsOf(story.Id);
            foreach (var mention in change.GoneMentions)
            {
                parts.Mentions.Remove(mention);
            }

            foreach (var gone in change.GoneArticles)
            {
                parts.Articles.Remove(gone.Value);
            }

            foreach (var mention in change.Mentions)
            {
                parts.Mentions[mention.Id] = mention;
            }

            foreach (var article in change.Articles)
            {
                parts.Articles[article.Article.Value] = article;
            }
        }

        return Task.FromResult(true);
    }

    /// <inheritdoc/>
    public Task<StoryContent> ReadAsync(StoryId id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_parts.TryGetValue(id, out var parts)
                ? new StoryContent([.. parts.Articles.Values], [.. parts.Mentions.Values], [.. parts.Rulings.Values])
                : new StoryContent([], [], []));
        }
    }

    /// <inheritdoc/>
    public Task SaveRulingAsync(StoryId id, Ruling ruling, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ruling);
        lock (_lock)
        {
            PartsOf(id).Rulings[ruling.Id] = ruling;
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task SaveKeysAsync(StoryId id, IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        lock (_lock)
        {
            foreach (var key in keys)
            {
                var (name, month) = StoryKey.Split(key);
                if (!_byName.TryGetValue(name, out var ids))
                {
                    _byName[name] = ids = new(s_byMonth);
                }

                ids.Add((month, id.Value));
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoryId>> FindByNameAsync(string name, int limit, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var found = new List<StoryId>();
            if (_byName.TryGetValue(name, out var rows))
            {
                foreach (var (_, id) in rows.Take(limit))
                {
                    if (!found.Contains(new(id)))
                    {
                        found.Add(new(id));
                    }
                }
            }

            return Task.FromResult<IReadOnlyList<StoryId>>(found);
        }
    }

    /// <inheritdoc/>
    public Task<ArticlePlace> FindPlaceAsync(ArticleId article, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_places.TryGetValue(article, out var place)
                ? new ArticlePlace(new(place.Home, place.Version.ToString(CultureInfo.InvariantCulture)), [.. place.Stories.Select(id => new StoryId(id))])
                : new ArticlePlace(null, []));
        }
    }

    /// <inheritdoc/>
    public Task<bool> TryPlaceAsync(ArticleId article, ArticleHome home, string? version, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(home);
        lock (_lock)
        {
            var current = _places.TryGetValue(article, out var place) ? place.Version.ToString(CultureInfo.InvariantCulture) : null;
            if (!string.Equals(current, version, StringComparison.Ordinal))
            {
                return Task.FromResult(false);
            }

            var stories = place.Stories ?? new(StringComparer.Ordinal);
            if (home.Story is { } story)
            {
                stories.Add(story.Value);
            }

            _places[article] = (home, place.Version + 1, stories);
            return Task.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Story> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<Story> stories;
        lock (_lock)
        {
            stories = [.. _heads.Values.Select(row => row.Story)];
        }

        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var story in stories)
        {
            yield return story;
        }
    }

    private bool TrySave(Story story, string? version)
    {
        var current = _heads.TryGetValue(story.Id, out var row) ? row.Version.ToString(CultureInfo.InvariantCulture) : null;
        if (!string.Equals(current, version, StringComparison.Ordinal))
        {
            return false;
        }

        _heads[story.Id] = (story, row.Version + 1);
        return true;
    }

    private Parts PartsOf(StoryId id)
    {
        if (!_parts.TryGetValue(id, out var parts))
        {
            _parts[id] = parts = new();
        }

        return parts;
    }

    private sealed class Parts
    {
        public SortedList<string, StoryArticle> Articles { get; } = new(StringComparer.Ordinal);

        public SortedList<string, EventMention> Mentions { get; } = new(StringComparer.Ordinal);

        public SortedList<string, Ruling> Rulings { get; } = new(StringComparer.Ordinal);
    }
}
