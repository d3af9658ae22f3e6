using Azure.Data.Tables;
using Pipeline.Articles;

namespace Pipeline.Adapters.Storage;

/// <summary>Claims in table <c>contents</c>, one partition a content: the holder's row, and one for each that waits.</summary>
internal sealed class TableContentClaims(TableServiceClient tables) : IContentClaims
{
    private const string ClaimKey = "claim";
    private const string WaitPrefix = "wait~";
    private const int ClaimTries = 10;
    private readonly EntityTable _contents = new(tables, StorageLayout.ContentsTable);

    public async Task<ArticleId> ClaimAsync(string contentHash, ArticleId id, CancellationToken cancellationToken)
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

    public async Task ReleaseAsync(string contentHash, ArticleId id, CancellationToken cancellationToken)
    {
        var key = TableKey.From(contentHash);
        var holder = await _contents.FindAsync(key, ClaimKey, cancellationToken).ConfigureAwait(false);
        if (holder is not null && StorageJson.Read<ArticleId>(holder.Value.Json) == id)
        {
            // A claim is never replaced, so a changed one was given back and taken by another: not ours to delete.
            await _contents.TryDeleteAsync(key, ClaimKey, holder.Version, cancellationToken).ConfigureAwait(false);
        }

        await _contents.DeleteAsync(key, WaitKey(id), cancellationToken).ConfigureAwait(false);
    }

    public Task WaitAsync(string contentHash, ArticleId id, CancellationToken cancellationToken) =>
        _contents.UpsertAsync(new(TableKey.From(contentHash), WaitKey(id), StorageJson.Write(id)), cancellationToken);

    public async Task<IReadOnlyList<ArticleId>> ListWaitingAsync(string contentHash, CancellationToken cancellationToken)
    {
        var key = TableKey.From(contentHash);
        var waiting = new List<ArticleId>();
        await foreach (var row in _contents.ListRangeAsync(key, key, WaitPrefix, WaitPrefix + "~", cancellationToken).ConfigureAwait(false))
        {
            waiting.Add(StorageJson.Read<ArticleId>(row.Value.Json));
        }

        return waiting;
    }

    private static string WaitKey(ArticleId id) => WaitPrefix + TableKey.From(id.Value);
}
