using System.Diagnostics;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Adapters;
using Pipeline.Articles;
using Pipeline.Soak.Files;
using Pipeline.Testing;

namespace Pipeline.Soak;

/// <summary>Drops many files at once in front of the real host, waits until the tables account for each, and measures.</summary>
public sealed class FilesAtOnce(int count, Action<string> say)
{
    private const int UploadsAtOnce = 8;
    private const int UsualFileBytes = 2_500;
    private const int SingleFiles = 5;
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_patienceForEach = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    /// <summary>Runs on an emulator and with a data folder of its own.</summary>
    public async Task<Figures> RunAsync(CancellationToken cancellationToken)
    {
        var files = FileMix.Of(count).ToList();
        var data = Directory.CreateTempSubdirectory("pipeline-soak-");
        await using var azurite = new AzuriteServer();
        await azurite.InitializeAsync();
        var storage = azurite.ConnectionString;
        await using var inbox = new SmtpSink();
        try
        {
            var before = await BareRates.MeasureAsync(storage, UsualFileBytes, cancellationToken);
            await using var host = new HostProcess(storage, inbox.Port, data.FullName, LoopbackPort.FindFree(), say);
            await using var memory = new MemoryWatch(host.Id);
            await host.WaitUntilWatchingAsync(cancellationToken);
            var singles = Singles(0);
            var empty = await PickUpAsync(storage, singles, cancellationToken);
            say($"The host is watching; {files.Count} files are dropped.");
            var clock = Stopwatch.StartNew();
            var began = TimeProvider.System.GetUtcNow();
            await DropAsync(storage, files, cancellationToken);
            say(FormattableString.Invariant($"All are dropped after {clock.Elapsed.TotalSeconds:F0} s."));
            List<SoakFile> dropped = [.. singles, .. files];
            var account = await EndAsync(storage, dropped, host, clock, cancellationToken);
            var duration = account.LastAt - began;
            var full = await PickUpAsync(storage, Singles(1), cancellationToken);
            var after = await BareRates.MeasureAsync(storage, UsualFileBytes, cancellationToken);
            return new Figures
            {
                Account = account,
                Duration = duration,
                Before = before,
                After = after,
                PickUp = (empty, full),
                SupervisorPeakBytes = memory.SupervisorPeakBytes,
                WorkerPeakBytes = memory.WorkerPeakBytes,
                BothPeakBytes = memory.BothPeakBytes,
                Samples = memory.Samples,
                Workers = memory.Workers,
            };
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static List<SoakFile> Singles(int round) =>
    [
        .. Enumerable.Range(0, SingleFiles).Select(n => new SoakFile
        {
            Name = $"single-{round}-{n}.txt", Bytes = StoryFormats.Text(Story.Of(-1 - (round * SingleFiles) - n)), Fate = Fate.Ingested,
        }),
    ];

    // What is corrected lies there as it was first, while the others come; its correction comes last.
    private static async Task DropAsync(string storage, List<SoakFile> files, CancellationToken cancellationToken)
    {
        var articles = new BlobContainerClient(storage, StorageLayout.ArticlesContainer);
        var options = new ParallelOptions { MaxDegreeOfParallelism = UploadsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(files, options, async (file, token) =>
            await articles.GetBlobClient(file.Name).UploadAsync(BinaryData.FromBytes(file.Before ?? file.Bytes), overwrite: true, token));
        await Parallel.ForEachAsync(files.Where(file => file.Before is not null), options, async (file, token) =>
            await articles.GetBlobClient(file.Name).UploadAsync(BinaryData.FromBytes(file.Bytes), overwrite: true, token));
    }

    // The slowest of a few, one after the other, at another moment of the host's turn each.
    private static async Task<TimeSpan> PickUpAsync(string storage, List<SoakFile> files, CancellationToken cancellationToken)
    {
        var configuration = new ConfigurationManager { ["Storage"] = storage, ["Mail:PickupFolder"] = Path.GetTempPath() };
        await using var services = new ServiceCollection().AddLogging().AddPipelineAdapters(configuration).BuildServiceProvider();
        var articles = services.GetRequiredService<IArticleStore>();
        var slowest = TimeSpan.Zero;
        foreach (var file in files)
        {
            await DropAsync(storage, [file], cancellationToken);
            var clock = Stopwatch.StartNew();
            while (await articles.FindAsync(ArticleId.FromBlobName(file.Name), cancellationToken) is null && clock.Elapsed < s_patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
            }

            slowest = clock.Elapsed > slowest ? clock.Elapsed : slowest;
            await Task.Delay(TimeSpan.FromMilliseconds(170), cancellationToken);
        }

        return slowest;
    }

    private static async Task<Account> EndAsync(string storage, List<SoakFile> dropped, HostProcess host, Stopwatch clock, CancellationToken cancellationToken)
    {
        // A list of all articles is work for the storage too: it is asked for when the host has fallen silent.
        while (true)
        {
            await Task.Delay(s_pause, cancellationToken);
            if (host.HasExited)
            {
                throw new InvalidOperationException($"The host ended:\n{host.Output}");
            }

            var isLate = clock.Elapsed > s_patience + (s_patienceForEach * dropped.Count);
            if (host.Silence > s_silence || isLate)
            {
                var account = await Account.ReadAsync(storage, dropped, cancellationToken);
                if (!account.IsUnfinished || isLate)
                {
                    return account;
                }
            }
        }
    }
}
