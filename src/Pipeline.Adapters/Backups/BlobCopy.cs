using System.Security.Cryptography;
using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Pipeline.Adapters.Backups;

/// <summary>Carries one blob between the account and a file, a block at a time whatever its size.</summary>
internal static class BlobCopy
{
    private const int BlockBytes = 4 * 1024 * 1024;
    private const int BufferBytes = 80 * 1024;

    /// <summary>Reads <paramref name="blob"/> into <paramref name="target"/>; null where it is gone.</summary>
    public static async Task<BlobLine?> ReadAsync(BlobClient blob, Stream target, CancellationToken cancellationToken)
    {
        try
        {
            var reply = await blob.DownloadStreamingAsync(options: null, cancellationToken).ConfigureAwait(false);
            using var download = reply.Value;
            var (bytes, hash) = await CopyAsync(download.Content, target, cancellationToken).ConfigureAwait(false);
            var details = download.Details;
            return new BlobLine
            {
                Name = blob.Name,
                Bytes = bytes,
                Sha256 = hash,
                ContentType = NullIfEmpty(details.ContentType),
                ContentEncoding = NullIfEmpty(details.ContentEncoding),
                ContentLanguage = NullIfEmpty(details.ContentLanguage),
                ContentDisposition = NullIfEmpty(details.ContentDisposition),
                CacheControl = NullIfEmpty(details.CacheControl),
                ContentMd5 = details.ContentHash is { Length: > 0 } md5 ? Convert.ToBase64String(md5) : null,
                Metadata = new(details.Metadata.ToDictionary(), StringComparer.Ordinal),
                Tags = details.TagCount > 0 ? await TagsOfAsync(blob, cancellationToken).ConfigureAwait(false) : [],
                LastModified = details.LastModified,
            };
        }
        catch (RequestFailedException failure) when (failure.Status == 404 && failure.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
    }

    /// <summary>Writes <paramref name="content"/> as <paramref name="line"/> says, over what is there.</summary>
    public static Task WriteAsync(BlobClient blob, BlobLine line, Stream content, CancellationToken cancellationToken) => blob.UploadAsync(
        content,
        new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders
            {
                ContentType = line.ContentType,
                ContentEncoding = line.ContentEncoding,
                ContentLanguage = line.ContentLanguage,
                ContentDisposition = line.ContentDisposition,
                CacheControl = line.CacheControl,
                ContentHash = line.ContentMd5 is { } md5 ? Convert.FromBase64String(md5) : null,
            },
            Metadata = line.Metadata,
            Tags = line.Tags.Count > 0 ? line.Tags : null, // Even an empty list asks for the right to set tags.
            TransferOptions = new StorageTransferOptions { InitialTransferSize = BlockBytes, MaximumTransferSize = BlockBytes, MaximumConcurrency = 2 },
        },
        cancellationToken);

    private static async Task<(long Bytes, string Sha256)> CopyAsync(Stream source, Stream target, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferBytes];
        var bytes = 0L;
        for (int read; (read = await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0; bytes += read)
        {
            hash.AppendData(buffer, 0, read);
            await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
        }

        return (bytes, Convert.ToHexStringLower(hash.GetCurrentHash()));
    }

    private static async Task<SortedDictionary<string, string>> TagsOfAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        var tags = await blob.GetTagsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        return new(tags.Value.Tags, StringComparer.Ordinal);
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
