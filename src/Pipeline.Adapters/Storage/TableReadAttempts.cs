using Azure.Data.Tables;
using Pipeline.Articles;

namespace Pipeline.Adapters.Storage;

/// <summary>Open readings as a row <c>try~{file hash}</c> in the article's partition of table <c>articles</c>.</summary>
internal sealed class TableReadAttempts(TableServiceClient tables) : IReadAttempts
{
    private const string TryPrefix = "try~";
    private readonly EntityTable _articles = new(tables, StorageLayout.ArticlesTable);

    public async Task<Versioned<IReadOnlyList<ReadAttempt>>?> FindAsync(ArticleId id, string fileHash, CancellationToken cancellationToken)
    {
        var row = await _articles.FindAsync(TableKey.From(id.Value), TryKey(fileHash), cancellationToken).ConfigureAwait(false);
        return row is null ? null : new(StorageJson.Read<IReadOnlyList<ReadAttempt>>(row.Value.Json), row.Version);
    }

    public Task<bool> TrySaveAsync(
        ArticleId id, string fileHash, IReadOnlyList<ReadAttempt> attempts, string? version, CancellationToken cancellationToken) =>
        _articles.TrySaveAsync(new(TableKey.From(id.Value), TryKey(fileHash), StorageJson.Write(attempts)), version, cancellationToken);

    public Task ClearAsync(ArticleId id, string fileHash, CancellationToken cancellationToken) =>
        _articles.DeleteAsync(TableKey.From(id.Value), TryKey(fileHash), cancellationToken);

    private static string TryKey(string fileHash) => TryPrefix + Identifier.Of("file", fileHash)[..12];
}
