using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pipeline.Articles;
using Pipeline.Quarantine;

namespace Pipeline.Adapters.Storage;

/// <summary>
/// Container <c>quarantine</c>, and a row an entry in table <c>quarantine</c> to list them newest first. A copy on the server's side is not possible with every kind of credential, so the file streams through this
/// process, a block at a time whatever its size.
/// </summary>
internal sealed class BlobQuarantineStore(BlobServiceClient blobs, TableServiceClient tables) : IQuarantineStore
{
    private const int BlockBytes = 4 * 1024 * 1024;
    private const string FileExtension = ".bin";
    private const string ReasonExtension = ".json";
    private const string EntryKey = "entry";
    private readonly EntityTable _rows = new(tables, StorageLayout.QuarantineTable);
    private readonly BlobContainerClient _articles = blobs.GetBlobContainerClient(StorageLayout.ArticlesContainer);
    private readonly BlobContainerClient _quarantine = blobs.GetBlobContainerClient(StorageLayout.QuarantineContainer);

    public async Task PutAsync(QuarantineEntry entry, CancellationToken cancellationToken)
    {
        // The file first: who reads the reason finds the copy. No row is ever without the JSON that names it: the old row goes before the JSON changes, and
        // the new one comes after; a process that dies in between is repeated at another instant and still finds what it must take away.
        if (entry.Archive is null)
        {
            await CopyFileAsync(entry, cancellationToken).ConfigureAwait(false);
        }

        var before = await FindAsync(entry.Id, cancellationToken).ConfigureAwait(false);
        if (before is not null && before.At != entry.At)
        {
            await _rows.DeleteAsync(EntryKey, RowKeyOf(before), cancellationToken).ConfigureAwait(false);
        }

        await Blob(entry.Id, ReasonExtension).UploadAsync(
            BinaryData.FromBytes(StorageJson.WriteReadable(entry)),
            new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = "application/json; charset=utf-8" } },
            cancellationToken).ConfigureAwait(false);
        await _rows.UpsertAsync(new(EntryKey, RowKeyOf(entry), StorageJson.Write(entry)), cancellationToken).ConfigureAwait(false);
    }

    public Task KeepFileAsync(ArticleId id, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        Blob(id, FileExtension).UploadAsync(
            BinaryData.FromBytes(content),
            new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = "application/octet-stream" } },
            cancellationToken);

    public async Task RemoveAsync(ArticleId id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken).ConfigureAwait(false) is { } entry)
        {
            await _rows.DeleteAsync(EntryKey, RowKeyOf(entry), cancellationToken).ConfigureAwait(false);
        }

        await Blob(id, FileExtension).DeleteIfExistsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        await Blob(id, ReasonExtension).DeleteIfExistsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    public async Task<QuarantineEntry?> FindAsync(ArticleId id, CancellationToken cancellationToken)
    {
        try
        {
            var reply = await Blob(id, ReasonExtension).DownloadContentAsync(cancellationToken).ConfigureAwait(false);
            return StorageJson.Read<QuarantineEntry>(reply.Value.Content);
        }
        catch (RequestFailedException failure) when (failure.Status == 404 && failure.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
    }

    public async IAsyncEnumerable<QuarantineEntry> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in _rows.ListPartitionAsync(EntryKey, int.MaxValue, cancellationToken).ConfigureAwait(false))
        {
            yield return StorageJson.Read<QuarantineEntry>(row.Value.Json);
        }
    }

    private static string RowKeyOf(QuarantineEntry entry) => $"{TableKey.NewestFirst(entry.At)}~{TableKey.From(entry.Id.Value)}";

    private async Task CopyFileAsync(QuarantineEntry entry, CancellationToken cancellationToken)
    {
        // The SDK folds "..", and would read from another container; such a name has no copy, only a reason.
        if (!BlobName.IsAddressable(entry.FileName))
        {
            return;
        }

        try
        {
            var source = await _articles.GetBlobClient(entry.FileName)
                .DownloadStreamingAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            await using var content = source.Value.Content.ConfigureAwait(false);
            var upload = new BlobUploadOptions
            {
                HttpHeaders = new BlobHttpHeaders { ContentType = "application/octet-stream" },
                TransferOptions = new StorageTransferOptions
                {
                    InitialTransferSize = BlockBytes,
                    MaximumTransferSize = BlockBytes,
                    MaximumConcurrency = 2,
                },
            };
            await Blob(entry.Id, FileExtension).UploadAsync(source.Value.Content, upload, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException failure) when (failure.Status == 404 && failure.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            // The editor took the file away meanwhile; the reason is still worth telling.
            return;
        }
    }

    private BlobClient Blob(ArticleId id, string extension) => _quarantine.GetBlobClient(TableKey.From(id.Value) + extension);
}
