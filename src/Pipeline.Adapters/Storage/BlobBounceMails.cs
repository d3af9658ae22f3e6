using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pipeline.Bounces;

namespace Pipeline.Adapters.Storage;

/// <summary>Container <c>bounces</c>. A name that the client cannot address (see <see cref="BlobName"/>) is no mail.</summary>
internal sealed class BlobBounceMails(BlobServiceClient blobs) : IBounceMails
{
    private readonly BlobContainerClient _bounces = blobs.GetBlobContainerClient(StorageLayout.BouncesContainer);

    public async Task<Versioned<ReadOnlyMemory<byte>>?> ReadAsync(string name, int maxBytes, CancellationToken cancellationToken)
    {
        if (!BlobName.IsAddressable(name))
        {
            return null;
        }

        try
        {
            var download = await _bounces.GetBlobClient(name).DownloadStreamingAsync(options: null, cancellationToken).ConfigureAwait(false);
            await using var content = download.Value.Content.ConfigureAwait(false);
            var bytes = new byte[(int)Math.Min(download.Value.Details.ContentLength, maxBytes + 1L)];
            await download.Value.Content.ReadExactlyAsync(bytes, cancellationToken).ConfigureAwait(false);
            return new(bytes, download.Value.Details.ETag.ToString());
        }
        catch (RequestFailedException failure) when (failure.Status == 404)
        {
            return null;
        }
    }

    public async Task DeleteAsync(string name, string version, CancellationToken cancellationToken)
    {
        try
        {
            var conditions = new BlobRequestConditions { IfMatch = new ETag(version) };
            await _bounces.GetBlobClient(name).DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, conditions, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException failure) when (failure.Status == 412)
        {
            // Another mail lies there now, and its own call looks at it.
            return;
        }
    }
}
