using Azure.Data.Tables;
using Pipeline.Articles;
using Pipeline.Receipts;

namespace Pipeline.Adapters.Storage;

/// <summary>Marks as a row <c>mail~{file hash}</c> in the article's partition of table <c>articles</c>; no address stands there.</summary>
internal sealed class TableRefusalMails(TableServiceClient tables) : IRefusalMails
{
    private const string MailPrefix = "mail~";
    private readonly EntityTable _articles = new(tables, StorageLayout.ArticlesTable);

    public Task<bool> TryAddAsync(ArticleId id, string fileHash, CancellationToken cancellationToken) =>
        _articles.TryInsertAsync(new(TableKey.From(id.Value), MailKey(fileHash), StorageJson.Write(fileHash)), cancellationToken);

    public Task RemoveAsync(ArticleId id, string fileHash, CancellationToken cancellationToken) =>
        _articles.DeleteAsync(TableKey.From(id.Value), MailKey(fileHash), cancellationToken);

    private static string MailKey(string fileHash) => MailPrefix + Identifier.Of("file", fileHash);
}
