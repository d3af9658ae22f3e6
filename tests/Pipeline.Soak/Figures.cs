using Pipeline.Articles;

namespace Pipeline.Soak;

/// <summary>What a run of <see cref="FilesAtOnce"/> measured.</summary>
public sealed record Figures
{
    /// <summary>What the host may hold, both of its processes together.</summary>
    public const long MaxBytes = 500_000_000;

    public required Account Account { get; init; }

    public required TimeSpan Duration { get; init; }

    public required BareRates Before { get; init; }

    public required BareRates After { get; init; }

    /// <summary>From the end of an upload to the beginning of its reading while the host had nothing else to do, the slowest, before and after the crowd.</summary>
    public required (TimeSpan Empty, TimeSpan Full) PickUp { get; init; }

    public required long SupervisorPeakBytes { get; init; }

    public required long WorkerPeakBytes { get; init; }

    public required long BothPeakBytes { get; init; }

    public required int Samples { get; init; }

    public required int Workers { get; init; }

    public double FilesPerSecond => Account.Dropped / Duration.TotalSeconds;

    public override string ToString()
    {
        int Count(ArticleState state) => Account.Counts.GetValueOrDefault(state);
        var (ingested, quarantined, duplicates, archives) =
            (Count(ArticleState.Ingested), Count(ArticleState.Quarantined), Count(ArticleState.Duplicate), Count(ArticleState.Archive));
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"""
            {Account.Dropped} files dropped (those in archives included) = {ingested} ingested + {quarantined} quarantined + {duplicates} duplicates + {archives} archives: {(ingested + quarantined + duplicates + archives == Account.Dropped ? "all accounted for" : "NOT ALL")}
            {Duration.TotalSeconds:F0} s, {FilesPerSecond:F1} files a second; bare on the same storage: {Before.BlobReads:F0} blob reads and {Before.TableWrites:F0} row inserts a second before, {After.BlobReads:F0} and {After.TableWrites:F0} after
            memory: worker {WorkerPeakBytes / 1e6:F0} MB, supervisor {SupervisorPeakBytes / 1e6:F0} MB, both {BothPeakBytes / 1e6:F0} MB at most ({Samples} samples, {Workers} worker process)
            a single file is done {PickUp.Empty.TotalSeconds:F2} s after its drop at most while the storage is empty, {PickUp.Full.TotalSeconds:F2} s when it is full
            """);
    }
}
