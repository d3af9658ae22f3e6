using Azure.Data.Tables;
using Pipeline.Delivery;

namespace Pipeline.Adapters.Storage;

/// <summary>The first free moment of sending as one row of table <c>sending</c>.</summary>
internal sealed class TableSendingSlots(TableServiceClient tables) : ISendingSlots
{
    private const string Partition = "rate";
    private const string Row = "next";
    private readonly EntityTable _sending = new(tables, StorageLayout.SendingTable);

    public async Task<Versioned<DateTimeOffset>?> FindAsync(CancellationToken cancellationToken)
    {
        var row = await _sending.FindAsync(Partition, Row, cancellationToken).ConfigureAwait(false);
        return row is null ? null : new(StorageJson.Read<DateTimeOffset>(row.Value.Json), row.Version);
    }

    public Task<bool> TryMoveAsync(DateTimeOffset next, string? version, CancellationToken cancellationToken) =>
        _sending.TrySaveAsync(new(Partition, Row, StorageJson.Write(next)), version, cancellationToken);
}
