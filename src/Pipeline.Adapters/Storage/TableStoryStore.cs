using System.Globalization;
using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Pipeline.Articles;
using Pipeline.Events;
using Pipeline.Stories;

namespace Pipeline.Adapters.Storage;

/// <summary>
/// Stories in table <c>stories</c>: one partition a story, with its head and all that it is made of, so that one range read gives it whole and what an article
/// brings is stored in one transaction with the head. Found again by name and month in <c>storyKeys</c>, and by article in <c>articleStories</c>: one partition an
/// article, with a row for where it stands and one for each story in which it ever stood.
/// </summary>
internal sealed class TableStoryStore(TableServiceClient tables) : IStoryStore
{
    private const string HeadKey = "story";
    private const string ArticlePrefix = "a~";
    private const string MentionPrefix = "m~";
    private const string RulingPrefix = "r~";
    private const string HomeKey = ".home";

    // Months fall, so that the latest come first.
    private const int LastMonth = 9999 * 12;

    private readonly EntityTable _stories = new(tables, StorageLayout.StoriesTable);
    private readonly EntityTable _keys = new(tables, StorageLayout.StoryKeysTable);
    private readonly EntityTable _ofArticle = new(tables, StorageLayout.ArticleStoriesTable);

    public async Task<Versioned<Story>?> FindAsync(StoryId id, CancellationToken cancellationToken)
    {
        var row = await _stories.FindAsync(TableKey.From(id.Value), HeadKey, cancellationToken).ConfigureAwait(false);
        return row is null ? null : new(StorageJson.Read<Story>(row.Value.Json), row.Version);
    }

    public Task<bool> TrySaveAsync(Story story, string? version, CancellationToken cancellationToken) =>
        _stories.TrySaveAsync(new(TableKey.From(story.Id.Value), HeadKey, StorageJson.Write(story)), version, cancellationToken);

    public async Task<StoryContent> ReadAsync(StoryId id, CancellationToken cancellationToken)
    {
        var articles = new List<StoryArticle>();
        var mentions = new List<EventMention>();
        var rulings = new List<Ruling>();
        await foreach (var row in _stories.ListPartitionAsync(TableKey.From(id.Value), int.MaxValue, cancellationToken).ConfigureAwait(false))
        {
            if (row.Value.RowKey.StartsWith(ArticlePrefix, StringComparison.Ordinal))
            {
                articles.Add(StorageJson.Read<StoryArticle>(row.Value.Json));
            }
            else if (row.Value.RowKey.StartsWith(MentionPrefix, StringComparison.Ordinal))
            {
                mentions.Add(StorageJson.Read<EventMention>(row.Value.Json));
            }
            else if (row.Value.RowKey.StartsWith(RulingPrefix, StringComparison.Ordinal))
            {
                rulings.Add(StorageJson.Read<Ruling>(row.Value.Json));
            }
        }

        return new(articles, mentions, rulings);
    }

    public async Task<bool> TryChangeAsync(Story story, string? version, StoryChange change, CancellationToken cancellationToken)
    {
        // Mostly one; of several each holds by itself, and the change is made again where a later one fails.
        var row = new EntityRow(TableKey.From(story.Id.Value), HeadKey, StorageJson.Write(story));
        foreach (var writes in WritesOf(story.Id, change).Chunk(EntityLimits.MaxBatchRows - 1).DefaultIfEmpty([]))
        {
            version = await _stories.TrySaveWithAsync(new EntityWrite.Save(row, version), writes, cancellationToken).ConfigureAwait(false);
            if (version is null)
            {
                return false;
            }
        }

        return true;
    }

    public Task SaveRulingAsync(StoryId id, Ruling ruling, CancellationToken cancellationToken) =>
        _stories.UpsertAsync(new(TableKey.From(id.Value), RulingPrefix + ruling.Id, StorageJson.Write(ruling)), cancellationToken);

    public Task SaveKeysAsync(StoryId id, IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        Task.WhenAll(keys.Select(key =>
        {
            var (name, month) = StoryKey.Split(key);
            return _keys.UpsertAsync(new(TableKey.From(name), $"{Falling(month)}~{TableKey.From(id.Value)}", StorageJson.Write(id)), cancellationToken);
        }));

    public async Task<IReadOnlyList<StoryId>> FindByNameAsync(string name, int limit, CancellationToken cancellationToken)
    {
        var found = new List<StoryId>();
        await foreach (var row in _keys.ListPartitionAsync(TableKey.From(name), limit, cancellationToken).ConfigureAwait(false))
        {
            found.Add(StorageJson.Read<StoryId>(row.Value.Json));
        }

        return [.. found.Distinct()];
    }

    public async Task<ArticlePlace> FindPlaceAsync(ArticleId article, CancellationToken cancellationToken)
    {
        Versioned<ArticleHome>? home = null;
        var stories = new List<StoryId>();
        await foreach (var row in _ofArticle.ListPartitionAsync(TableKey.From(article.Value), int.MaxValue, cancellationToken).ConfigureAwait(false))
        {
            if (row.Value.RowKey == HomeKey)
            {
                home = new(StorageJson.Read<ArticleHome>(row.Value.Json), row.Version);
            }
            else
            {
                stories.Add(StorageJson.Read<StoryId>(row.Value.Json));
            }
        }

        return new(home, stories);
    }

    public Task<bool> TryPlaceAsync(ArticleId article, ArticleHome home, string? version, CancellationToken cancellationToken)
    {
        var key = TableKey.From(article.Value);
        EntityWrite place = new EntityWrite.Save(new(key, HomeKey, StorageJson.Write(home)), version);
        return _ofArticle.TryTransactAsync(
            home.Story is { } story ? [place, new EntityWrite.Upsert(new(key, TableKey.From(story.Value), StorageJson.Write(story)))] : [place], cancellationToken);
    }

    public async IAsyncEnumerable<Story> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in _stories.ListRowsAsync(HeadKey, cancellationToken).ConfigureAwait(false))
        {
            yield return StorageJson.Read<Story>(row.Value.Json);
        }
    }

    private static IEnumerable<EntityWrite> WritesOf(StoryId id, StoryChange change)
    {
        var key = TableKey.From(id.Value);
        return change.GoneMentions.Select(mention => (EntityWrite)new EntityWrite.Delete(key, MentionPrefix + TableKey.From(mention)))
            .Concat(change.GoneArticles.Select(article => new EntityWrite.Delete(key, ArticlePrefix + TableKey.From(article.Value))))
            .Concat(change.Mentions.Select(mention => new EntityWrite.Upsert(new(key, MentionPrefix + TableKey.From(mention.Id), StorageJson.Write(mention)))))
            .Concat(change.Articles.Select(article => new EntityWrite.Upsert(new(key, ArticlePrefix + TableKey.From(article.Article.Value), StorageJson.Write(article)))));
    }

    private static string Falling(string month)
    {
        var first = DateOnly.ParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture);
        return (LastMonth - (first.Year * 12) - first.Month).ToString("D6", CultureInfo.InvariantCulture);
    }
}
