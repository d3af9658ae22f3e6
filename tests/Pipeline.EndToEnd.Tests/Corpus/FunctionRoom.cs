using System.Text.Json;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Adapters;
using Pipeline.Articles;
using Pipeline.Events;
using Pipeline.Functions;
using Pipeline.Quarantine;
using Pipeline.Receipts;
using Pipeline.Stories;

namespace Pipeline.EndToEnd.Tests.Corpus;

/// <summary>The functions as they are deployed, in this process, over an account of their own. Blobs are handed to them by the tests, in any order.</summary>
public sealed class FunctionRoom(StorageAccounts accounts) : IAsyncLifetime
{
    private readonly string _storage = accounts.Take();
    private ServiceProvider? _services;

    public async ValueTask InitializeAsync()
    {
        _services = Functions().BuildServiceProvider(validateScopes: true);
        await Get<StorageSetup>().EnsureCreatedAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }
    }

    public T Get<T>()
        where T : notnull =>
        (_services ?? throw new InvalidOperationException("The room is not open.")).GetRequiredService<T>();

    public BlobClient Blob(string name) => Get<BlobServiceClient>().GetBlobContainerClient(StorageLayout.ArticlesContainer).GetBlobClient(name);

    /// <summary>Writes the blob and calls the function that its trigger would call.</summary>
    public async Task DropAsync(string name, byte[] content)
    {
        await Blob(name).UploadAsync(new BinaryData(content), overwrite: true, TestContext.Current.CancellationToken);
        await IngestAsync(name);
    }

    public Task IngestAsync(string name) => IngestAsync(Get<IServiceProvider>(), Blob(name));

    /// <summary>Calls the function of <paramref name="services"/> as its trigger would.</summary>
    public static Task IngestAsync(IServiceProvider services, BlobClient blob) =>
        ActivatorUtilities.CreateInstance<IngestArticleFunction>(services).RunAsync(blob, TestContext.Current.CancellationToken);

    /// <summary>The same functions with their blobs behind <paramref name="line"/>.</summary>
    internal ServiceProvider ServicesThrough(HttpMessageHandler line)
    {
        var options = new BlobClientOptions { Transport = new HttpClientTransport(new HttpClient(line)) };
        options.Retry.Delay = TimeSpan.FromMilliseconds(5);
        return Functions().AddSingleton(new BlobServiceClient(_storage, options)).BuildServiceProvider(validateScopes: true);
    }

    /// <summary>The reports of an event.</summary>
    public async Task<IReadOnlyList<EventMention>> MentionsAsync(string eventId)
    {
        var token = TestContext.Current.CancellationToken;
        var stored = (await Get<IEventStore>().FindAsync(new EventId(eventId), token))!.Value;
        var story = await Get<StoryFinder>().ResolveAsync(stored.Story, token);
        var own = story!.Events.FirstOrDefault(known => known.Event == stored.Id)?.Mentions ?? [];
        return [.. (await Get<IStoryStore>().ReadAsync(story.Id, token)).Mentions.Where(mention => own.Contains(mention.Id, StringComparer.Ordinal))];
    }

    public async Task<ArticleHead> HeadAsync(string name) =>
        (await Get<IArticleStore>().FindAsync(ArticleId.FromBlobName(name), TestContext.Current.CancellationToken))?.Value
            ?? throw new InvalidOperationException($"Nothing is known of {name}.");

    /// <summary>What was read from the newest version.</summary>
    public async Task<ArticleContent> ContentAsync(ArticleHead head) =>
        await Get<IArticleStore>().FindContentAsync(head.Id, head.Version, TestContext.Current.CancellationToken)
            ?? throw new InvalidOperationException($"Nothing is stored of {head.FileName}.");

    public Task<QuarantineEntry?> EntryAsync(string name) =>
        Get<IQuarantineStore>().FindAsync(ArticleId.FromBlobName(name), TestContext.Current.CancellationToken);

    /// <summary>The reason as an editor finds it, and the number of bytes of the copy beside it.</summary>
    public async Task<(JsonElement Reason, long CopyBytes)> QuarantinedAsync(string name)
    {
        var container = Get<BlobServiceClient>().GetBlobContainerClient(StorageLayout.QuarantineContainer);
        var id = ArticleId.FromBlobName(name).Value;
        var reason = await container.GetBlobClient(id + ".json").DownloadContentAsync(TestContext.Current.CancellationToken);
        var copy = await container.GetBlobClient(id + ".bin").GetPropertiesAsync(cancellationToken: TestContext.Current.CancellationToken);
        return (JsonDocument.Parse(reason.Value.Content).RootElement, copy.Value.ContentLength);
    }

    /// <summary>The receipt as an editor finds it: the page and its data.</summary>
    public async Task<(string Page, JsonElement Data)> ReceiptAsync(string name)
    {
        var container = Get<BlobServiceClient>().GetBlobContainerClient(StorageLayout.ReceiptsContainer);
        var page = await container.GetBlobClient(ReceiptName.Of(name).Html).DownloadContentAsync(TestContext.Current.CancellationToken);
        var data = await container.GetBlobClient(ReceiptName.Of(name).Json).DownloadContentAsync(TestContext.Current.CancellationToken);
        return (page.Value.Content.ToString(), JsonDocument.Parse(data.Value.Content).RootElement);
    }

    private IServiceCollection Functions()
    {
        var configuration = new ConfigurationManager { ["Storage"] = _storage, ["Mail:PickupFolder"] = Path.GetTempPath() };
        return new ServiceCollection().AddLogging().AddPipelineFunctions(configuration);
    }
}
