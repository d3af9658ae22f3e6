using System.Text.Json;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pipeline;
using Pipeline.Adapters;
using Pipeline.Articles;
using Pipeline.CrashRun;

// "send", the connection string and settings: a host reduced to sending.
if (args is ["send", var account, .. var settings])
{
    await SendRun.RunAsync(account, settings, CancellationToken.None);
    return;
}

// A host reduced to ingestion, which does one order after the other and may be made to die at any call to storage.
// Arguments: the connection string, the mischief, and "swept" where it begins as the host of a laptop does; in the cloud the sweeper comes by the clock.
using var handler = new MischiefHandler(Mischief.Parse(args[1]));
using var http = new HttpClient(handler);
await using var services = Services(args[0], http);

if (args is [_, _, "swept"])
{
    await services.GetRequiredService<SweepOutboxes>().RunAsync(TimeSpan.Zero, CancellationToken.None);
}

while (await Console.In.ReadLineAsync() is { } line)
{
    var order = JsonSerializer.Deserialize<Order>(line) ?? throw new JsonException("An order is missing.");
    await DoAsync(order);
    await Console.Out.WriteLineAsync(order.Verb == "count" ? $"{handler.Calls}" : "done");
}

async Task DoAsync(Order order)
{
    switch (order.Verb)
    {
        case "ingest":
            await services.GetRequiredService<IngestDroppedFile>().RunAsync(order.Name, isAgain: false, CancellationToken.None);
            break;
        case "deliver":
            using (var content = new MemoryStream(order.Content ?? []))
            {
                var file = new DroppedFile { Name = order.Name, Content = content, LastModified = order.LastModified, ETag = order.ETag };
                await services.GetRequiredService<IngestArticle>().RunAsync(file, CancellationToken.None);
            }

            break;
        case "remove":
            await services.GetRequiredService<RemoveArticle>().RunAsync(order.Name, CancellationToken.None);
            break;
        case "reconcile":
            await services.GetRequiredService<ReconcileArticles>().RunAsync(CancellationToken.None);
            break;
        case "sweep":
            await services.GetRequiredService<SweepOutboxes>().RunAsync(TimeSpan.Zero, CancellationToken.None);
            break;
        case "count":
            break;
        default:
            throw new ArgumentException($"'{order.Verb}' is no order.");
    }
}

static ServiceProvider Services(string storage, HttpClient http)
{
    var configuration = new ConfigurationManager { ["Storage"] = storage, ["Mail:PickupFolder"] = Path.GetTempPath() };
    var blobs = new BlobClientOptions { Transport = new HttpClientTransport(http) };
    var tables = new TableClientOptions { Transport = new HttpClientTransport(http) };
    foreach (var retry in new[] { blobs.Retry, tables.Retry })
    {
        retry.Delay = TimeSpan.FromMilliseconds(5);
        retry.MaxDelay = TimeSpan.FromMilliseconds(50);
        retry.MaxRetries = 10;
        retry.NetworkTimeout = MischiefHandler.Patience;
    }

    return new ServiceCollection()
        .AddLogging()
        .AddPipeline(configuration)
        .AddPipelineAdapters(configuration)
        .AddSingleton(new BlobServiceClient(storage, blobs))
        .AddSingleton(new TableServiceClient(storage, tables))
        .BuildServiceProvider();
}
