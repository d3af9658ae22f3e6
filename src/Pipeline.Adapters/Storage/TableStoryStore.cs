using System.Globalization;
using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Pipeline.Articles;
using Pipeline.Events;
using Pipeline.Stories;

namespace Pipeline.Adapters.Storage;

/// <summary>
/// Stories in table <c>stories</c>: one partition a story, with its head and all that it is made of, so that one range read gives it whole and what an article
/// brings is stored in one transaction. Found again by name and month in <c>storyKeys</c>, and by article in <c>articleStories</c>.
/// </summary>
internal sealed class TableStoryStore(TableServiceClient tables) : IStoryStore
{
    private const string HeadKey = "story";
    private const string ArticlePrefix = "a~";
    private const string MentionPrefix = "m~";
    private const string RulingPrefix = "r~";

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

    public async Task SaveArticleAsync(
        StoryId id, StoryArticle article, IReadOnlyList<EventMention> mentions, IReadOnlyList<string> gone, CancellationToken cancellationToken)
    {
        var key = TableKey.From(id.Value);
        await _stories.UpsertAllAsync(
            mentions.Select(mention => new EntityRow(key, MentionPrefix + TableKey.From(mention.Id), StorageJson.Write(mention)))
                .Append(new EntityRow(key, ArticlePrefix + TableKey.From(article.Article.Value), StorageJson.Write(article))),
            cancellationToken).ConfigureAwait(false);
        await RemoveAsync(id, article: null, gone, cancellationToken).ConfigureAwait(false);
    }

    public async Task RemoveAsync(StoryId id, ArticleId? article, IReadOnlyList<string> mentions, CancellationToken cancellationToken)
    {
        var key = TableKey.From(id.Value);
        foreach (var mention in mentions)
        {
            await _stories.DeleteAsync(key, MentionPrefix + TableKey.From(mention), cancellationToken).ConfigureAwait(false);
        }

        if (article is { } gone)
        {
            await _stories.DeleteAsync(key, ArticlePrefix + TableKey.From(gone.Value), cancellationToken).ConfigureAwait(false);
        }
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

    public async Task<IReadOnlyList<StoryId>> ListOfArticleAsync(ArticleId article, CancellationToken cancellationToken)
    {
        var found = new List<StoryId>();
        await foreach (var row in _ofArticle.ListPartitionAsync(TableKey.From(article.Value), int.MaxValue, cancellationToken).ConfigureAwait(false))
        {
            found.Add(StorageJson.Read<StoryId>(row.Value.Json));
        }

        return found;
    }

    public Task SaveOfArticleAsync(ArticleId article, StoryId id, CancellationToken cancellationToken) =>
        _ofArticle.UpsertAsync(new(TableKey.From(article.Value), TableKey.From(id.Value), StorageJson.Write(id)), cancellationToken);

    public async IAsyncEnumerable<Story> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in _stories.ListRowsAsync(HeadKey, cancellationToken).ConfigureAwait(false))
        {
            yield return StorageJson.Read<Story>(row.Value.Json);
        }
    }

    private static string Falling(string month)
    {
        var first = DateOnly.ParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture);
        return (LastMonth - (first.Year * 12) - first.Month).ToString("D6", CultureInfo.InvariantCulture);
    }
}
