using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pipeline.Digest;

namespace Pipeline.Adapters.Storage;

/// <summary>Templates in container <c>templates</c>, at its top: what lies in folders is left alone.</summary>
internal sealed class BlobTemplateStore(BlobServiceClient blobs) : ITemplateStore
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly BlobContainerClient _container = blobs.GetBlobContainerClient(StorageLayout.TemplatesContainer);

    public async Task<IReadOnlyList<TemplateFile>> ListAsync(CancellationToken cancellationToken)
    {
        var files = new List<TemplateFile>();
        try
        {
            await foreach (var entry in _container.GetBlobsByHierarchyAsync(new GetBlobsByHierarchyOptions { Delimiter = "/" }, cancellationToken).ConfigureAwait(false))
            {
                if (files.Count == TemplateFile.MaxFiles)
                {
                    break;
                }

                if (entry.IsBlob && await ReadAsync(entry.Blob, cancellationToken).ConfigureAwait(false) is { } file)
                {
                    files.Add(file);
                }
            }
        }
        catch (RequestFailedException failure) when (failure.Status == 404)
        {
            // No container: nobody has put anything there.
        }

        return files;
    }

    // Null where it has been deleted since it was listed.
    private async Task<TemplateFile?> ReadAsync(BlobItem blob, CancellationToken cancellationToken)
    {
        if (blob.Properties.ContentLength > TemplateFile.MaxBytes)
        {
            return new(blob.Name, null);
        }

        try
        {
            var options = new BlobDownloadOptions { Conditions = new BlobRequestConditions { IfMatch = blob.Properties.ETag } };
            var reply = await _container.GetBlobClient(blob.Name).DownloadContentAsync(options, cancellationToken).ConfigureAwait(false);
            return new(blob.Name, s_strict.GetString(reply.Value.Content.ToMemory().Span).TrimStart('\uFEFF'));
        }
        catch (RequestFailedException failure) when (failure.Status is 404 or 412)
        {
            return null; // Gone or replaced meanwhile: the next look finds what is there then.
        }
        catch (DecoderFallbackException)
        {
            return new(blob.Name, null);
        }
    }
}
