using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Azure.Data.Tables;
using Pipeline.Articles;

namespace Pipeline.Adapters.Storage;

/// <summary>
/// Articles in table <c>articles</c>, one partition an article, so that a version with its outbox and content is one transaction; the index of
/// outboxes in table <c>outboxes</c>.
/// </summary>
internal sealed class TableArticleStore(TableServiceClient tables) : IArticleStore
{
    private const string HeadKey = "head";
    private const string OutboxKey = "outbox";
    private const string VersionPrefix = "v~";
    private const string ContentPrefix = "m~";

    /// <summary>UTF-16 units of JSON a row: even where Brotli gains nothing, an entity holds them.</summary>
    private const int SliceUnits = 300_000;

    /// <summary>Packed bytes of a content: in base64, and with the other rows, a transaction holds them.</summary>
    private const int MaxContentBytes = 2_500_000;
    private readonly EntityTable _articles = new(tables, StorageLayout.ArticlesTable);
    private readonly EntityTable _outboxes = new(tables, StorageLayout.OutboxesTable);

    public async Task<Versioned<ArticleHead>?> FindAsync(ArticleId id, CancellationToken cancellationToken)
    {
        var row = await _articles.FindAsync(TableKey.From(id.Value), HeadKey, cancellationToken).ConfigureAwait(false);
        return row is null ? null : new(StorageJson.Read<ArticleHead>(row.Value.Json), row.Version);
    }

    public async Task<ArticleOutbox?> FindOutboxAsync(ArticleId id, CancellationToken cancellationToken)
    {
        var row = await _articles.FindAsync(TableKey.From(id.Value), OutboxKey, cancellationToken).ConfigureAwait(false);
        return row is null ? null : StorageJson.Read<ArticleOutbox>(row.Value.Json);
    }

    public async Task<ArticleContent?> FindContentAsync(ArticleId id, long version, CancellationToken cancellationToken)
    {
        var key = TableKey.From(id.Value);
        var json = new StringBuilder();
        for (var n = 0; json.Length == n * SliceUnits; n++)
        {
            // By its keys, and not as a range: a point read costs the same however much is stored.
            if (await _articles.FindAsync(key, SliceKey(version, n), cancellationToken).ConfigureAwait(false) is not { } row)
            {
                break;
            }

            json.Append(row.Value.Json);
        }

        return json.Length == 0 ? null : StorageJson.Read<ArticleContent>(json.ToString());
    }

    public bool CanHold(ArticleContent content)
    {
        var json = StorageJson.Write(content);
        return json.Length <= SliceUnits || EntityBody.PackedBytes(json) <= MaxContentBytes;
    }

    public async Task<bool> TryCommitAsync(
        ArticleHead head, ArticleOutbox outbox, ArticleContent? content, string? version, CancellationToken cancellationToken)
    {
        var key = TableKey.From(head.Id.Value);
        var slices = content is null ? [] : Slices(key, head.Version, StorageJson.Write(content));
        List<EntityWrite> writes =
        [
            new EntityWrite.Save(new(key, HeadKey, StorageJson.Write(head)), version),
            new EntityWrite.Upsert(new(key, OutboxKey, StorageJson.Write(outbox))),
            new EntityWrite.Upsert(new(key, VersionKey(head), StorageJson.Write(head))),
            .. slices.Select(row => new EntityWrite.Upsert(row)),
        ];
        if (version is not null)
        {
            // What was read from the version before; where others have deleted it by now, they were faster.
            await foreach (var row in _articles.ListRangeAsync(key, key, ContentPrefix, After(ContentPrefix), cancellationToken).ConfigureAwait(false))
            {
                writes.Add(new EntityWrite.Delete(key, row.Value.RowKey));
            }
        }

        await OpenAsync(head, cancellationToken).ConfigureAwait(false);
        return await _articles.TryTransactAsync(writes, cancellationToken).ConfigureAwait(false);
    }

    public async Task<bool> TryReopenAsync(ArticleHead head, ArticleOutbox outbox, string version, CancellationToken cancellationToken)
    {
        var key = TableKey.From(head.Id.Value);
        await OpenAsync(head, cancellationToken).ConfigureAwait(false);
        return await _articles.TryTransactAsync(
            [
                new EntityWrite.Save(new(key, HeadKey, StorageJson.Write(head)), version),
                new EntityWrite.Upsert(new(key, OutboxKey, StorageJson.Write(outbox))),
            ],
            cancellationToken).ConfigureAwait(false);
    }

    public Task<bool> TryFinishAsync(ArticleHead head, string version, CancellationToken cancellationToken)
    {
        var key = TableKey.From(head.Id.Value);
        return _articles.TryTransactAsync(
            [new EntityWrite.Save(new(key, HeadKey, StorageJson.Write(head)), version), new EntityWrite.Delete(key, OutboxKey)], cancellationToken);
    }

    public Task<bool> TrySaveAsync(ArticleHead head, string? version, CancellationToken cancellationToken) =>
        _articles.TrySaveAsync(new(TableKey.From(head.Id.Value), HeadKey, StorageJson.Write(head)), version, cancellationToken);

    public async IAsyncEnumerable<OpenOutbox> ListOpenAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in _outboxes.ListAllAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return StorageJson.Read<OpenOutbox>(row.Value.Json);
        }
    }

    public Task CloseAsync(ArticleId id, long version, CancellationToken cancellationToken) =>
        _outboxes.DeleteAsync(ShardOf(id), OpenKey(id, version), cancellationToken);

    public async IAsyncEnumerable<ArticleHead> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in _articles.ListRowsAsync(HeadKey, cancellationToken).ConfigureAwait(false))
        {
            yield return StorageJson.Read<ArticleHead>(row.Value.Json);
        }
    }

    private Task OpenAsync(ArticleHead head, CancellationToken cancellationToken) =>
        _outboxes.UpsertAsync(
            new(ShardOf(head.Id), OpenKey(head.Id, head.Version), StorageJson.Write(new OpenOutbox(head.Id, head.Version, head.At))), cancellationToken);

    private static IEnumerable<EntityRow> Slices(string key, long version, string json) =>
        json.Chunk(SliceUnits).Select((slice, n) => new EntityRow(key, SliceKey(version, n), new string(slice)));

    private static string ShardOf(ArticleId id) => TableKey.From(id.Value)[..1];

    private static string OpenKey(ArticleId id, long version) => $"{TableKey.From(id.Value)}~{Number(version)}";

    private static string VersionKey(ArticleHead head) => $"{VersionPrefix}{Number(head.Version)}~{Identifier.Of("file", head.FileHash)[..12]}";

    private static string SliceKey(long version, int n) => string.Create(CultureInfo.InvariantCulture, $"{ContentPrefix}{Number(version)}~{n:D4}");

    private static string Number(long version) => version.ToString("D19", CultureInfo.InvariantCulture);

    // The last character of the key alphabet is '~': a prefix and one more of it ends the range.
    private static string After(string prefix) => prefix + "~";
}
