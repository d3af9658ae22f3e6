using System.Globalization;
using Azure.Data.Tables;
using Pipeline.Articles;

namespace Pipeline.Adapters.Storage;

/// <summary>Begun readings as rows <c>try~{file hash}</c> in the article's partition of table <c>articles</c>; the value is their number.</summary>
internal sealed class TableReadAttempts(TableServiceClient tables) : IReadAttempts
{
    private const string TryPrefix = "try~";
    private const int SaveTries = 20;
    private readonly EntityTable _articles = new(tables, StorageLayout.ArticlesTable);

    public Task<bool> TryBeginAsync(ArticleId id, string fileHash, CancellationToken cancellationToken) =>
        _articles.TryInsertAsync(RowOf(id, fileHash, 1), cancellationToken);

    public async Task<int> CountAsync(ArticleId id, string fileHash, CancellationToken cancellationToken) =>
        CountOf(await _articles.FindAsync(TableKey.From(id.Value), TryKey(fileHash), cancellationToken).ConfigureAwait(false));

    public async Task AddAsync(ArticleId id, string fileHash, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < SaveTries; tries++)
        {
            var known = await _articles.FindAsync(TableKey.From(id.Value), TryKey(fileHash), cancellationToken).ConfigureAwait(false);
            if (await _articles.TrySaveAsync(RowOf(id, fileHash, CountOf(known) + 1), known?.Version, cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }

        throw new InvalidOperationException($"The tries on article {id} were changed by others {SaveTries} times in a row.");
    }

    public Task ClearAsync(ArticleId id, string fileHash, CancellationToken cancellationToken) =>
        _articles.DeleteAsync(TableKey.From(id.Value), TryKey(fileHash), cancellationToken);

    private static int CountOf(Versioned<EntityRow>? row) => row is null ? 0 : int.Parse(row.Value.Json, CultureInfo.InvariantCulture);

    private static EntityRow RowOf(ArticleId id, string fileHash, int count) =>
        new(TableKey.From(id.Value), TryKey(fileHash), count.ToString(CultureInfo.InvariantCulture));

    private static string TryKey(string fileHash) => TryPrefix + Identifier.Of("file", fileHash)[..12];
}
