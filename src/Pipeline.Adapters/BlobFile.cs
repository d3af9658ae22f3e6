using Azure;
using Azure.Storage.Blobs;
using Pipeline.Adapters.Storage;
using Pipeline.Articles;

namespace Pipeline.Adapters;

/// <summary>A blob as the file that an editor dropped.</summary>
public static class BlobFile
{
    /// <summary>
    /// Opens <paramref name="blob"/> in its current state, content and properties of one and the same version; null where it is gone.
    /// The caller disposes the content,
    /// which throws <see cref="FileChangedException"/> where the blob is replaced meanwhile.
    /// </summary>
    public static async Task<DroppedFile?> OpenAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(blob);
        try
        {
            var download = await blob.DownloadStreamingAsync(options: null, cancellationToken).ConfigureAwait(false);
            var details = download.Value.Details;
            return new DroppedFile
            {
                Name = blob.Name,
                Content = new UnchangedStream(download.Value.Content),
                LastModified = details.LastModified,
                ETag = TextOf(details.ETag),
                Metadata = details.Metadata.ToDictionary(pair => pair.Key.ToLowerInvariant(), pair => pair.Value, StringComparer.Ordinal),
            };
        }
        catch (RequestFailedException failure) when (failure.Status == 404)
        {
            return null;
        }
    }

    // A list gives it without the quotation marks of the header.
    internal static string TextOf(ETag eTag) => eTag.ToString().Trim('"');
}
