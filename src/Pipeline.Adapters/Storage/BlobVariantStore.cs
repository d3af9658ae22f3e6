using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pipeline.Digest;

namespace Pipeline.Adapters.Storage;

/// <summary>
/// Variants in container <c>digests</c> (<c>{issue}/{variant}.json</c>, with <c>.html</c> and <c>.txt</c> beside it for people); those of the archive
/// have a row each in table <c>publicDigests</c>, newest first. The first JSON of an id is the variant for ever; who comes second finishes the row.
/// </summary>
internal sealed class BlobVariantStore(BlobServiceClient blobs, TableServiceClient tables) : IVariantStore
{
    private readonly BlobContainerClient _content = blobs.GetBlobContainerClient(StorageLayout.DigestsContainer);
    private readonly EntityTable _public = new(tables, StorageLayout.PublicDigestsTable);

    public async Task<DigestVariant> FreezeAsync(DigestVariant variant, CancellationToken cancellationToken)
    {
        var frozen = await WriteOnceAsync(variant, cancellationToken).ConfigureAwait(false);
        await WriteAsync(frozen, "html", frozen.Html, "text/html; charset=utf-8", cancellationToken).ConfigureAwait(false);
        await WriteAsync(frozen, "txt", frozen.Text, "text/plain; charset=utf-8", cancellationToken).ConfigureAwait(false);
        if (frozen.IsPublic)
        {
            var row = new EntityRow(PublicKey(frozen.Issue.List, frozen.Language), TableKey.NewestFirst(frozen.Issue.CutOff), StorageJson.Write(frozen.Id));
            await _public.UpsertAsync(row, cancellationToken).ConfigureAwait(false);
        }

        return frozen;
    }

    public async Task<DigestVariant?> FindAsync(DigestId issue, VariantId id, CancellationToken cancellationToken)
    {
        if (!Identifier.Is(id.Value))
        {
            return null;
        }

        try
        {
            var reply = await Blob(issue, id, "json").DownloadContentAsync(cancellationToken).ConfigureAwait(false);
            return StorageJson.Read<DigestVariant>(reply.Value.Content);
        }
        catch (RequestFailedException failure) when (failure.Status == 404)
        {
            return null;
        }
    }

    public IAsyncEnumerable<DigestVariant> ListPublicAsync(string list, string language, int count, CancellationToken cancellationToken) =>
        ListPublicAsync(list, language, DateTimeOffset.MaxValue, count, cancellationToken);

    public async IAsyncEnumerable<DigestVariant> ListPublicAsync(
        string list, string language, DateTimeOffset before, int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = _public.ListAfterAsync(PublicKey(list, language), TableKey.NewestFirst(before), count, cancellationToken);
        await foreach (var row in rows.ConfigureAwait(false))
        {
            var issue = new DigestId(list, TableKey.FromNewestFirst(row.Value.RowKey));
            yield return await FindAsync(issue, StorageJson.Read<VariantId>(row.Value.Json), cancellationToken).ConfigureAwait(false)
                ?? throw new InvalidDataException($"Variant {row.Value.Json} of {issue} is listed and not stored.");
        }
    }

    private async Task<DigestVariant> WriteOnceAsync(DigestVariant variant, CancellationToken cancellationToken)
    {
        var upload = new BlobUploadOptions
        {
            Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
            HttpHeaders = new BlobHttpHeaders { ContentType = "application/json; charset=utf-8" },
        };
        try
        {
            var content = BinaryData.FromBytes(StorageJson.WriteReadable(variant));
            await Blob(variant.Issue, variant.Id, "json").UploadAsync(content, upload, cancellationToken).ConfigureAwait(false);
            return variant;
        }
        catch (RequestFailedException failure) when (failure.Status is 409 or 412)
        {
            return await FindAsync(variant.Issue, variant.Id, cancellationToken).ConfigureAwait(false)
                ?? throw new InvalidOperationException($"Variant {variant.Id} of {variant.Issue} is neither free nor there.");
        }
    }

    private async Task WriteAsync(DigestVariant variant, string extension, string content, string type, CancellationToken cancellationToken)
    {
        var upload = new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = type } };
        await Blob(variant.Issue, variant.Id, extension).UploadAsync(BinaryData.FromString(content), upload, cancellationToken).ConfigureAwait(false);
    }

    private static string PublicKey(string list, string language) => TableKey.From($"{list}~{language}");

    // The key form of the issue's id, so that no list name can lead out of the container.
    private BlobClient Blob(DigestId issue, VariantId id, string extension) => _content.GetBlobClient($"{DigestKey.Of(issue)}/{id.Value}.{extension}");
}
