using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pipeline.Articles;
using Pipeline.Quarantine;

namespace Pipeline.Adapters.Storage;

/// <summary>
/// Container <c>quarantine</c>. A copy on the server's side is not possible with every kind of credential, so the file streams through this
/// process, a block at a time whatever its size.
/// </summary>
internal sealed class BlobQuarantineStore(BlobServiceClient blobs) : IQuarantineStore
{
    private const int BlockBytes = 4 * 1024 * 1024;
    private const string FileExtension = ".bin";
    private const string ReasonExtension = ".json";
    private readonly BlobContainerClient _articles = blobs.GetBlobContainerClient(StorageLayout.ArticlesContainer);
    private readonly BlobContainerClient _quarantine = blobs.GetBlobContainerClient(StorageLayout.QuarantineContainer);

    public async Task PutAsync(QuarantineEntry entry, CancellationToken cancellationToken)
    {
        // The file first: who reads the reason finds the copy.
        await CopyFileAsync(entry, cancellationToken).ConfigureAwait(false);
        await Blob(entry.Id, ReasonExtension).UploadAsync(
            BinaryData.FromBytes(StorageJson.WriteReadable(entry)),
            new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = "application/json; charset=utf-8" } },
            cancellationToken).ConfigureAwait(false);
    }

    public async Task RemoveAsync(ArticleId id, CancellationToken cancellationToken)
    {
        await Blob(id, ReasonExtension).DeleteIfExistsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        await Blob(id, FileExtension).DeleteIfExistsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    public async IAsyncEnumerable<QuarantineEntry> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var names = _quarantine.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix: null, cancellationToken);
        await foreach (var blob in names.ConfigureAwait(false))
        {
            if (blob.Name.EndsWith(ReasonExtension, StringComparison.Ordinal)
                && await ReadAsync(blob.Name, cancellationToken).ConfigureAwait(false) is { } entry)
            {
                yield return entry;
            }
        }
    }

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

    private async Task<QuarantineEntry?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var reply = await _quarantine.GetBlobClient(name).DownloadContentAsync(cancellationToken).ConfigureAwait(false);
            return StorageJson.Read<QuarantineEntry>(reply.Value.Content);
        }
        catch (RequestFailedException failure) when (failure.Status == 404 && failure.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
    }

    private BlobClient Blob(ArticleId id, string extension) => _quarantine.GetBlobClient(TableKey.From(id.Value) + extension);
}
