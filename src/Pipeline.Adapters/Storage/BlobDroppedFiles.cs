using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pipeline.Articles;

namespace Pipeline.Adapters.Storage;

/// <summary>Container <c>articles</c>. A name that the client cannot address (see <see cref="BlobName"/>) is no file.</summary>
internal sealed class BlobDroppedFiles(BlobServiceClient blobs) : IDroppedFiles
{
    private readonly BlobContainerClient _articles = blobs.GetBlobContainerClient(StorageLayout.ArticlesContainer);

    public async Task<DroppedFile?> OpenAsync(string name, CancellationToken cancellationToken) =>
        BlobName.IsAddressable(name) ? await BlobFile.OpenAsync(_articles.GetBlobClient(name), cancellationToken).ConfigureAwait(false) : null;

    public async Task<FileStamp?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (!BlobName.IsAddressable(name))
        {
            return null;
        }

        try
        {
            var properties = await _articles.GetBlobClient(name).GetPropertiesAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            return new FileStamp(name, properties.Value.LastModified, BlobFile.TextOf(properties.Value.ETag));
        }
        catch (RequestFailedException failure) when (failure.Status == 404)
        {
            return null;
        }
    }

    public async IAsyncEnumerable<FileStamp> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var blob in _articles.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix: null, cancellationToken).ConfigureAwait(false))
        {
            if (blob.Properties is { LastModified: { } lastModified, ETag: { } eTag })
            {
                yield return new FileStamp(blob.Name, lastModified, BlobFile.TextOf(eTag));
            }
        }
    }

    public async Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        if (BlobName.IsAddressable(name))
        {
            await _articles.GetBlobClient(name).DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
    }
}
