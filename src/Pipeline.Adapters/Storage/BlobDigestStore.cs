using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pipeline.Digest;

namespace Pipeline.Adapters.Storage;

/// <summary>
/// Issues in container <c>digests</c> (<c>{id}/digest.json</c>, with <c>digest.html</c> and <c>digest.txt</c> beside it for people), and a row each
/// in table <c>digests</c>, newest first. The first <c>digest.json</c> of an id is the issue for ever: who comes second finishes the row of the
/// first, so that neither two writers nor a crash in between can part a row from its content.
/// </summary>
internal sealed class BlobDigestStore(BlobServiceClient blobs, TableServiceClient tables) : IDigestStore
{
    private readonly BlobContainerClient _content = blobs.GetBlobContainerClient(StorageLayout.DigestsContainer);
    private readonly EntityTable _digests = new(tables, StorageLayout.DigestsTable);

    public async Task<DigestIssue?> FindLatestAsync(string list, CancellationToken cancellationToken)
    {
        await foreach (var issue in ListLatestAsync(list, 1, cancellationToken).ConfigureAwait(false))
        {
            return issue;
        }

        return null;
    }

    public async Task<DigestIssue?> FindAsync(DigestId id, CancellationToken cancellationToken)
    {
        var row = await _digests.FindAsync(TableKey.From(id.List), TableKey.NewestFirst(id.CutOff), cancellationToken).ConfigureAwait(false);
        return row is null ? null : await ReadAsync(id, cancellationToken).ConfigureAwait(false);
    }

    public async Task<bool> TryAddAsync(DigestIssue issue, CancellationToken cancellationToken)
    {
        var frozen = await FreezeAsync(issue, cancellationToken).ConfigureAwait(false);
        await WriteCopiesAsync(frozen, cancellationToken).ConfigureAwait(false);
        var row = new EntityRow(TableKey.From(issue.Id.List), TableKey.NewestFirst(issue.Id.CutOff), StorageJson.Write(issue.Id));
        var added = await _digests.TryInsertAsync(row, cancellationToken).ConfigureAwait(false);
        return added && StorageJson.Write(frozen) == StorageJson.Write(issue);
    }

    public async IAsyncEnumerable<DigestIssue> ListLatestAsync(
        string list, int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = _digests.ListPartitionAsync(TableKey.From(list), count, cancellationToken);
        await foreach (var row in rows.ConfigureAwait(false))
        {
            yield return await ReadAsync(StorageJson.Read<DigestId>(row.Value.Json), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<DigestIssue> FreezeAsync(DigestIssue issue, CancellationToken cancellationToken)
    {
        var upload = new BlobUploadOptions
        {
            Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
            HttpHeaders = new BlobHttpHeaders { ContentType = "application/json; charset=utf-8" },
        };
        try
        {
            var content = BinaryData.FromBytes(StorageJson.WriteReadable(issue));
            await Blob(issue.Id, "json").UploadAsync(content, upload, cancellationToken).ConfigureAwait(false);
            return issue;
        }
        catch (RequestFailedException failure) when (failure.Status is 409 or 412)
        {
            return await ReadAsync(issue.Id, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task WriteCopiesAsync(DigestIssue issue, CancellationToken cancellationToken)
    {
        await WriteAsync(issue.Id, "html", issue.Html, "text/html; charset=utf-8", cancellationToken).ConfigureAwait(false);
        await WriteAsync(issue.Id, "txt", issue.Text, "text/plain; charset=utf-8", cancellationToken).ConfigureAwait(false);
    }

    private async Task WriteAsync(DigestId id, string extension, string content, string type, CancellationToken cancellationToken)
    {
        var upload = new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = type } };
        await Blob(id, extension).UploadAsync(BinaryData.FromString(content), upload, cancellationToken).ConfigureAwait(false);
    }

    private async Task<DigestIssue> ReadAsync(DigestId id, CancellationToken cancellationToken)
    {
        var reply = await Blob(id, "json").DownloadContentAsync(cancellationToken).ConfigureAwait(false);
        return StorageJson.Read<DigestIssue>(reply.Value.Content);
    }

    // The key form of the id, so that no list name can lead out of the container.
    private BlobClient Blob(DigestId id, string extension) => _content.GetBlobClient($"{BlobFolder(id)}/digest.{extension}");

    private static string BlobFolder(DigestId id) => EntityLimits.IsSafeKey(id.List) ? id.ToString() : DigestKey.Of(id);
}
