using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Digest;
using Pipeline.Events;
using Pipeline.InMemory;
using Pipeline.Stories;
using Pipeline.Testing;

namespace Pipeline.Soak.Merging;

/// <summary>How many articles are merged in a second on one core, without storage.</summary>
internal static class MergingSpeed
{
    /// <summary>Merges <paramref name="count"/> articles after a first tenth for the compiler; returns articles a second.</summary>
    public static async Task<double> RunAsync(int count, CancellationToken cancellationToken)
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

        var watch = Stopwatch.StartNew();
        foreach (var (article, events) in news.Skip(count / 10))
        {
            await projection.ProjectAsync(article, 1, events, cancellationToken);
        }

        return count / watch.Elapsed.TotalSeconds;
    }
}
