using Azure.Data.Tables;
using Pipeline.Digest.Schedule;

namespace Pipeline.Adapters.Storage;

/// <summary>
/// How far the ticks have come, in table <c>digests</c>: PartitionKey list and <c>~coverage</c>, RowKey <c>coverage</c>. The list's own partition holds
/// issues only, which are listed as they come.
/// </summary>
internal sealed class TableCoverageStore(TableServiceClient tables) : ICoverageStore
{
    private const string RowKey = "coverage";
    private readonly EntityTable _digests = new(tables, StorageLayout.DigestsTable);

    public async Task<Versioned<DigestCoverage>?> FindAsync(string list, CancellationToken cancellationToken)
    {
        var row = await _digests.FindAsync(PartitionOf(list), RowKey, cancellationToken).ConfigureAwait(false);
        return row is null ? null : new(StorageJson.Read<DigestCoverage>(row.Value.Json), row.Version);
    }

    public Task<bool> TrySaveAsync(DigestCoverage coverage, string? version, CancellationToken cancellationToken) =>
        _digests.TrySaveAsync(new(PartitionOf(coverage.List), RowKey, StorageJson.Write(coverage)), version, cancellationToken);

    private static string PartitionOf(string list) => TableKey.From(list) + "~coverage";
}
