using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Adapters;
using Pipeline.Events;
using Pipeline.Testing;

namespace Pipeline.Soak.Merging;

/// <summary>How many calls to storage an article costs, the more events there are.</summary>
internal static class StorageCalls
{
    private const int EventsOfStory = 18;
    private const int Probes = 4 * SyntheticNews.ArticlesOfStory;

    /// <summary>Stores articles until there are as many events as each of <paramref name="sizes"/>, and says what the next ones cost.</summary>
    public static async Task RunAsync(IReadOnlyList<int> sizes, Action<string> say, CancellationToken cancellationToken)
    {
        var azurite = new AzuriteServer();
        await azurite.InitializeAsync();
        try
        {
            using var counter = new CountingHandler();
            using var client = new HttpClient(counter);
            var options = new TableClientOptions { Transport = new HttpClientTransport(client) };
            var configuration = new ConfigurationManager { ["Storage"] = azurite.ConnectionString, ["Mail:PickupFolder"] = Path.GetTempPath() };
            await using var services = new ServiceCollection().AddLogging().AddPipeline(configuration).AddPipelineAdapters(configuration)
                .AddSingleton(new TableServiceClient(azurite.ConnectionString, options)).BuildServiceProvider();
            await services.GetRequiredService<StorageSetup>().EnsureCreatedAsync(cancellationToken);
            var projection = services.GetRequiredService<IEventProjection>();
            var next = 0;
            foreach (var size in sizes)
            {
                var until = size / EventsOfStory * SyntheticNews.ArticlesOfStory;
                for (; next < until; next++)
                {
                    await ProjectAsync(next);
                }

                var before = counter.Count;
                for (var probe = 0; probe < Probes; probe++, next++)
                {
                    await ProjectAsync(next);
                }

                say($"{size} events stored: {(counter.Count - before) / (double)Probes:F1} calls an article of 6 events");
            }

            Task ProjectAsync(int number)
            {
                var (article, events) = SyntheticNews.Of(number);
                return projection.ProjectAsync(article, 1, events, cancellationToken);
            }
        }
        finally
        {
            await azurite.DisposeAsync();
        }
    }
}
