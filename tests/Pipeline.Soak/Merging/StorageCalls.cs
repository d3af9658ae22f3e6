using System.Diagnostics;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Adapters;
using Pipeline.Events;
using Pipeline.Stories;
using Pipeline.Testing;
using Pipeline.Testing.Filling;

namespace Pipeline.Soak.Merging;

/// <summary>
/// How many calls to storage an article costs, the more events there are. What fills the storage is merged in memory and copied; the articles that are counted go the
/// real way, one after the other.
/// </summary>
internal static class StorageCalls
{
    private const int EventsOfStory = 18;
    private const int Probes = 4 * SyntheticNews.ArticlesOfStory;

    /// <summary>Stores articles until there are as many events as each of <paramref name="sizes"/>, and says what the next ones cost.</summary>
    public static async Task RunAsync(IReadOnlyList<int> sizes, Action<string> say, CancellationToken cancellationToken)
    {
        await using var azurite = new AzuriteServer { KeepsInMemory = true };
        await azurite.InitializeAsync();
        using var counter = new CountingHandler();
        using var client = new HttpClient(counter);
        var options = new TableClientOptions { Transport = new HttpClientTransport(client) };
        var configuration = new ConfigurationManager { ["Storage"] = azurite.ConnectionString, ["Mail:PickupFolder"] = Path.GetTempPath() };
        await using var services = new ServiceCollection().AddLogging().AddPipeline(configuration).AddPipelineAdapters(configuration)
            .AddSingleton(new TableServiceClient(azurite.ConnectionString, options)).BuildServiceProvider();
        await services.GetRequiredService<StorageSetup>().EnsureCreatedAsync(cancellationToken);
        var projection = services.GetRequiredService<IEventProjection>();
        using var fill = new NewsFill(new SpreadClock(TimeProvider.System.GetUtcNow().AddYears(-1)));
        var next = 0;
        foreach (var size in sizes)
        {
            var clock = Stopwatch.StartNew();
            var until = Math.Max(next, size / EventsOfStory * SyntheticNews.ArticlesOfStory);
            await fill.ProjectAsync(next, until, cancellationToken);
            await fill.CopyAsync(services.GetRequiredService<IStoryStore>(), services.GetRequiredService<IEventStore>(), cancellationToken);
            var filled = clock.Elapsed;
            var before = counter.Count;
            for (next = until; next < until + Probes; next++)
            {
                var (article, events) = SyntheticNews.Of(next);
                await projection.ProjectAsync(article, 1, events, cancellationToken);
            }

            say(FormattableString.Invariant(
                $"{size} events stored: {(counter.Count - before) / (double)Probes:F1} calls an article of 6 events ({Probes} articles in {(clock.Elapsed - filled).TotalSeconds:F0} s; filled in {filled.TotalSeconds:F0} s)"));
            await fill.ProjectAsync(until, next, cancellationToken);
            fill.Skip();
        }
    }
}
