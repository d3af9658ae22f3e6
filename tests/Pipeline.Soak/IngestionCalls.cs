using System.Globalization;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Adapters;
using Pipeline.Articles;
using Pipeline.Testing;

namespace Pipeline.Soak;

/// <summary>How many calls to storage an article costs from the dropped file to the stored events, and a timer that finds nothing to do.</summary>
internal static class IngestionCalls
{
    private const int Probes = 4 * SyntheticNews.ArticlesOfStory;

    /// <summary>Takes in <paramref name="before"/> articles, then counts what the next ones cost.</summary>
    public static async Task RunAsync(int before, Action<string> say, CancellationToken cancellationToken)
    {
        var azurite = new AzuriteServer();
        await azurite.InitializeAsync();
        try
        {
            using var blobs = new CountingHandler();
            using var tables = new CountingHandler();
            using var queues = new CountingHandler();
            using var blobClient = new HttpClient(blobs);
            using var tableClient = new HttpClient(tables);
            using var queueClient = new HttpClient(queues);
            var configuration = new ConfigurationManager { ["Storage"] = azurite.ConnectionString, ["Mail:PickupFolder"] = Path.GetTempPath() };
            await using var services = new ServiceCollection().AddLogging().AddPipeline(configuration).AddPipelineAdapters(configuration)
                .AddSingleton(new BlobServiceClient(azurite.ConnectionString, new BlobClientOptions { Transport = new HttpClientTransport(blobClient) }))
                .AddSingleton(new TableServiceClient(azurite.ConnectionString, new TableClientOptions { Transport = new HttpClientTransport(tableClient) }))
                .AddSingleton(new QueueServiceClient(azurite.ConnectionString, new QueueClientOptions { Transport = new HttpClientTransport(queueClient) }))
                .BuildServiceProvider();
            await services.GetRequiredService<StorageSetup>().EnsureCreatedAsync(cancellationToken);
            var articles = new BlobServiceClient(azurite.ConnectionString).GetBlobContainerClient(StorageLayout.ArticlesContainer);
            var ingest = services.GetRequiredService<IngestDroppedFile>();
            var (events, next) = (0, 0);
            for (; next < before; next++)
            {
                await IngestAsync(next, isNew: true);
            }

            events = 0;
            await CountAsync("an article", Probes, async () => await IngestAsync(next++, isNew: true));
            say(FormattableString.Invariant($"{events / (double)Probes:F1} events an article"));
            await CountAsync("the same event again", Probes, async () => await IngestAsync(--next, isNew: false));
            await CountAsync("a sweep with nothing left", 1, () => services.GetRequiredService<SweepOutboxes>().RunAsync(cancellationToken));
            await CountAsync($"a reconciliation of {before + Probes} files", 1, () => services.GetRequiredService<ReconcileArticles>().RunAsync(cancellationToken));

            async Task IngestAsync(int number, bool isNew)
            {
                var (article, _) = SyntheticNews.Of(number);
                if (isNew)
                {
                    var text = string.Create(CultureInfo.InvariantCulture, $"---\ntitle: {article.Title}\ndate: {article.Published:yyyy-MM-dd}\nlanguage: fr\n---\n{article.Text}");
                    await articles.GetBlobClient(article.FileName).UploadAsync(BinaryData.FromString(text), overwrite: true, cancellationToken);
                }

                events += await ingest.RunAsync(article.FileName, isAgain: false, cancellationToken) is IngestOutcome.Ingested { Events: var found } ? found.Count : 0;
            }

            async Task CountAsync(string what, int times, Func<Task> workAsync)
            {
                var start = new[] { blobs, tables, queues }.Select(handler => new Dictionary<string, int>(handler.ByKind)).ToArray();
                for (var i = 0; i < times; i++)
                {
                    await workAsync();
                }

                var parts = new[] { ("blobs", blobs), ("tables", tables), ("queues", queues) }.Select((service, i) =>
                    $"{service.Item1} {string.Join(' ', service.Item2.ByKind.OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => FormattableString.Invariant($"{kind.Key} {(kind.Value - start[i].GetValueOrDefault(kind.Key)) / (double)times:F1}")))}");
                say($"{what}: {string.Join("; ", parts)}");
            }
        }
        finally
        {
            await azurite.DisposeAsync();
        }
    }
}
