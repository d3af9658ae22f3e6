using System.Diagnostics;
using Azure.Data.Tables;

namespace Pipeline.Soak.Sending;

/// <summary>What the storage does of itself: inserts in transactions of a hundred rows of a ledger's size, as many partitions at once as a plan has.</summary>
internal static class BareBatches
{
    private const int RowsOfBatch = 100;
    private const int AtOnce = 8;
    private const int RowCharacters = 330;
    private const string Name = "barebatches";

    /// <summary>Rows a second, in a table of its own, which it deletes.</summary>
    public static async Task<double> MeasureAsync(string storage, int rows, CancellationToken cancellationToken)
    {
        var table = new TableServiceClient(storage).GetTableClient(Name);
        await table.CreateAsync(cancellationToken);
        var value = new string('x', RowCharacters);
        var clock = Stopwatch.StartNew();
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, rows / RowsOfBatch, options, async (batch, token) => await table.SubmitTransactionAsync(
            Enumerable.Range(0, RowsOfBatch).Select(row => new TableTransactionAction(
                TableTransactionActionType.Add, new TableEntity($"p{batch % 32}", $"{batch:D8}{row:D3}") { ["Op"] = Guid.NewGuid().ToString("N"), ["Json"] = value })),
            token));
        var rate = rows / clock.Elapsed.TotalSeconds;
        await table.DeleteAsync(cancellationToken);
        return rate;
    }
}
