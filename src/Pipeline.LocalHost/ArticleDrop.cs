using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pipeline.Adapters;

namespace Pipeline.LocalHost;

/// <summary>Puts files into container <c>articles</c>, as an editor does.</summary>
internal sealed class ArticleDrop(BlobServiceClient blobs)
{
    private readonly BlobContainerClient _container = blobs.GetBlobContainerClient(StorageLayout.ArticlesContainer);

    /// <summary>Uploads <paramref name="path"/> under its file name, whether or not it is there.</summary>
    public async Task PutAsync(string path, CancellationToken cancellationToken)
    {
        await using var content = File.OpenRead(path);
        await Blob(path).UploadAsync(content, new BlobUploadOptions(), cancellationToken);
    }

    /// <summary>Uploads <paramref name="path"/> unless a blob of its name has the same content.</summary>
    /// <returns>Whether it was uploaded.</returns>
    public async Task<bool> PutIfNewAsync(string path, CancellationToken cancellationToken)
    {
        if (await HasContentAsync(path, cancellationToken))
        {
            return false;
        }

        await PutAsync(path, cancellationToken);
        return true;
    }

    private async Task<bool> HasContentAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var known = await Blob(path).DownloadContentAsync(cancellationToken);
            var wanted = await File.ReadAllBytesAsync(path, cancellationToken);
            return known.Value.Content.ToMemory().Span.SequenceEqual(wanted);
        }
        catch (RequestFailedException failure) when (failure.Status == 404)
        {
            return false;
        }
    }

    private BlobClient Blob(string path) => _container.GetBlobClient(Path.GetFileName(path));
}
