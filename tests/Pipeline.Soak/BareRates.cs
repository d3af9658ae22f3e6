using System.Diagnostics;
using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace Pipeline.Soak;

/// <summary>What the storage does of itself on this machine: reads of blobs and inserts of rows a second, as many at once as the host reads files.</summary>
/// <param name="BlobReads">Blobs of an article's size read a second.</param>
/// <param name="TableWrites">Rows of a kibibyte inserted a second.</param>
public sealed record BareRates(double BlobReads, double TableWrites)
{
    private const int Count = 1_000;
    private const int AtOnce = 4;
    private const string Name = "barerates";

    /// <summary>Measures, in a container and a table of its own, which it deletes.</summary>
    public static async Task<BareRates> MeasureAsync(string storage, int blobBytes, CancellationToken cancellationToken)
    {
        var container = new BlobServiceClient(storage).GetBlobContainerClient(Name);
        var table = new TableServiceClient(storage).GetTableClient(Name);
        await container.CreateAsync(cancellationToken: cancellationToken);
        await table.CreateAsync(cancellationToken);
        var content = new BinaryData(new byte[blobBytes]);
        await RateAsync((n, token) => container.UploadBlobAsync($"{n}", content, token), cancellationToken);
        var reads = await RateAsync((n, token) => container.GetBlobClient($"{n}").DownloadContentAsync(token), cancellationToken);
        var value = new string('x', 512);
        var writes = await RateAsync((n, token) => table.AddEntityAsync(new TableEntity($"{n}", "row") { ["Json"] = value }, token), cancellationToken);
        await container.DeleteAsync(cancellationToken: cancellationToken);
        await table.DeleteAsync(cancellationToken);
        return new BareRates(reads, writes);
    }

    private static async Task<double> RateAsync(Func<int, CancellationToken, Task> call, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, Count, options, async (n, token) => await call(n, token));
        return Count / clock.Elapsed.TotalSeconds;
    }
}
