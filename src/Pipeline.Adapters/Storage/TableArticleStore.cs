using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Pipeline.Articles;

namespace Pipeline.Adapters.Storage;

/// <summary>Heads in table <c>articles</c>, one partition an article; claims of contents in table <c>contents</c>.</summary>
internal sealed class TableArticleStore(TableServiceClient tables) : IArticleStore
{
    private const string HeadKey = "head";
    private const string ClaimKey = "claim";
    private const int ClaimTries = 10;
    private readonly EntityTable _articles = new(tables, StorageLayout.ArticlesTable);
    private readonly EntityTable _contents = new(tables, StorageLayout.ContentsTable);

    public async Task<Versioned<ArticleHead>?> FindAsync(ArticleId id, CancellationToken cancellationToken)
    {
        var row = await _articles.FindAsync(TableKey.From(id.Value), HeadKey, cancellationToken).ConfigureAwait(false);
        return row is null ? null : new(StorageJson.Read<ArticleHead>(row.Value.Json), row.Version);
    }

    public Task<bool> TrySaveAsync(ArticleHead head, string? version, CancellationToken cancellationToken) =>
        _articles.TrySaveAsync(new(TableKey.From(head.Id.Value), HeadKey, StorageJson.Write(head)), version, cancellationToken);

    public async Task<ArticleId> ClaimContentAsync(string contentHash, ArticleId id, CancellationToken cancellationToken)
    {
        var claim = new EntityRow(TableKey.From(contentHash), ClaimKey, StorageJson.Write(id));
        for (var attempt = 0; attempt < ClaimTries; attempt++)
        {
            if (await _contents.TryInsertAsync(claim, cancellationToken).ConfigureAwait(false))
            {
                return id;
            }

            // Null: the holder has just given it back, so it is free again.
            var holder = await _contents.FindAsync(claim.PartitionKey, ClaimKey, cancellationToken).ConfigureAwait(false);
            if (holder is not null)
            {
                return StorageJson.Read<ArticleId>(holder.Value.Json);
            }
        }

        throw new InvalidOperationException($"Content {contentHash} was claimed and given back {ClaimTries} times in a row.");
    }

    public async Task ReleaseContentAsync(string contentHash, ArticleId id, CancellationToken cancellationToken)
    {
        var key = TableKey.From(contentHash);
        var holder = await _contents.FindAsync(key, ClaimKey, cancellationToken).ConfigureAwait(false);
        if (holder is not null && StorageJson.Read<ArticleId>(holder.Value.Json) == id)
        {
            // A claim is never replaced, so a changed one was given back and taken by another: not ours to delete.
            await _contents.TryDeleteAsync(key, ClaimKey, holder.Version, cancellationToken).ConfigureAwait(false);
        }
    }

    public async IAsyncEnumerable<ArticleHead> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in _articles.ListAllAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return StorageJson.Read<ArticleHead>(row.Value.Json);
        }
    }
}
