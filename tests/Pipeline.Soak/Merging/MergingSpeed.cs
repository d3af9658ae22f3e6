using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Digest;
using Pipeline.Events;
using Pipeline.InMemory;
using Pipeline.Stories;
using Pipeline.Testing;

namespace Pipeline.Soak.Merging;

/// <summary>How fast articles are merged, one after the other and without storage.</summary>
/// <param name="Articles">Articles merged, of 300 words and six events each.</param>
/// <param name="Duration">By the clock, which others on the machine slow down.</param>
/// <param name="Processor">Time of the processor, of all threads: the compiler's and the collector's as well.</param>
/// <param name="Pauses">How long the collector held up the work.</param>
/// <param name="AllocatedBytes">Bytes allocated.</param>
internal sealed record MergingSpeed(int Articles, TimeSpan Duration, TimeSpan Processor, TimeSpan Pauses, long AllocatedBytes)
{
    /// <summary>Merges <paramref name="count"/> articles after a first tenth for the compiler.</summary>
    public static async Task<MergingSpeed> MeasureAsync(int count, CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection().AddLogging().AddPipeline(new ConfigurationManager())
            .AddSingleton<IEventStore, InMemoryEventStore>().AddSingleton<IStoryStore, InMemoryStoryStore>().AddSingleton<IDigestStore, InMemoryDigestStore>()
            .BuildServiceProvider();
        var projection = services.GetRequiredService<IEventProjection>();
        var news = Enumerable.Range(0, count + (count / 10)).Select(SyntheticNews.Of).ToList();
        foreach (var (article, events) in news.Take(count / 10))
        {
            await projection.ProjectAsync(article, 1, events, cancellationToken);
        }

        var (processor, pauses, allocated) = (Environment.CpuUsage.TotalTime, GC.GetTotalPauseDuration(), GC.GetTotalAllocatedBytes());
        var watch = Stopwatch.StartNew();
        foreach (var (article, events) in news.Skip(count / 10))
        {
            await projection.ProjectAsync(article, 1, events, cancellationToken);
        }

        return new(count, watch.Elapsed, Environment.CpuUsage.TotalTime - processor, GC.GetTotalPauseDuration() - pauses, GC.GetTotalAllocatedBytes() - allocated);
    }

    public override string ToString() => FormattableString.Invariant($"""
        {Articles / Duration.TotalSeconds:F0} articles of 300 words merged a second, one after the other, without storage;
        {Articles / Processor.TotalSeconds:F0} for each second of the processor ({Processor.TotalSeconds:F1} s in {Duration.TotalSeconds:F1} s); {AllocatedBytes / 1024.0 / Articles:F0} KiB allocated for each, {Pauses / Duration:P0} of the time collecting them
        """);
}
