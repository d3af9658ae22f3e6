using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Pipeline.Digest;

namespace Pipeline.Adapters.Storage;

/// <summary>Issues in table <c>digests</c>: one partition a list, newest first. Their contents are blobs, see <see cref="BlobVariantStore"/>.</summary>
internal sealed class TableDigestStore(TableServiceClient tables) : IDigestStore
{
    private readonly EntityTable _digests = new(tables, StorageLayout.DigestsTable);

    public async Task<DigestIssue?> FindLatestAsync(string list, CancellationToken cancellationToken)
    {
        await foreach (var issue in ListLatestAsync(list, 1, cancellationToken).ConfigureAwait(false))
        {
            return issue;
        }

        return null;
    }

    public async Task<Versioned<DigestIssue>?> FindAsync(DigestId id, CancellationToken cancellationToken)
    {
        var row = await _digests.FindAsync(TableKey.From(id.List), TableKey.NewestFirst(id.CutOff), cancellationToken).ConfigureAwait(false);
        return row is null ? null : new(StorageJson.Read<DigestIssue>(row.Value.Json), row.Version);
    }

    public Task<bool> TrySaveAsync(DigestIssue issue, string? version, CancellationToken cancellationToken)
    {
        var row = new EntityRow(TableKey.From(issue.Id.List), TableKey.NewestFirst(issue.Id.CutOff), StorageJson.Write(issue));
        return _digests.TrySaveAsync(row, version, cancellationToken);
    }

    public async IAsyncEnumerable<DigestIssue> ListLatestAsync(
        string list, int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in _digests.ListPartitionAsync(TableKey.From(list), count, cancellationToken).ConfigureAwait(false))
        {
            yield return StorageJson.Read<DigestIssue>(row.Value.Json);
        }
    }
}
