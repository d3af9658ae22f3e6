using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pipeline.Receipts;

namespace Pipeline.Adapters.Storage;

/// <summary>Receipts as blobs that a browser opens as what they are.</summary>
internal sealed class BlobReceiptStore(BlobServiceClient blobs) : IReceiptStore
{
    private readonly BlobContainerClient _receipts = blobs.GetBlobContainerClient(StorageLayout.ReceiptsContainer);

    public Task PutAsync(string name, string content, CancellationToken cancellationToken)
    {
        if (!ReceiptName.IsFile(name))
        {
            throw new ArgumentException("This is no name of a receipt.", nameof(name));
        }

        var headers = new BlobHttpHeaders
        {
            ContentType = ReceiptName.IsPage(name) ? "text/html; charset=utf-8" : "application/json; charset=utf-8",
            CacheControl = "no-cache", // It is replaced with each version of its file.
        };
        return _receipts.GetBlobClient(name).UploadAsync(
            BinaryData.FromString(content), new BlobUploadOptions { HttpHeaders = headers }, cancellationToken);
    }

    public async Task<string?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (!ReceiptName.IsFile(name))
        {
            return null;
        }

        try
        {
            var reply = await _receipts.GetBlobClient(name).DownloadContentAsync(cancellationToken).ConfigureAwait(false);
            return reply.Value.Content.ToString();
        }
        catch (RequestFailedException failure) when (failure.Status == 404 && failure.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
    }
}
