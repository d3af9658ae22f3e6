using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Pipeline.Adapters.Storage;
using Pipeline.Articles;
using Pipeline.Delivery;
using Pipeline.Digest;
using Pipeline.Testing;

namespace Pipeline.Adapters.Tests.Backups;

/// <summary>The app's own services on an account, driven by hand: drop, take in, send.</summary>
internal sealed class Newsroom : IAsyncDisposable
{
    private static readonly string s_key = Convert.ToBase64String(new byte[32]);
    private readonly string _storage;
    private readonly DirectoryInfo _mails = Directory.CreateTempSubdirectory("pipeline-mails-");
    private readonly ServiceProvider _services;

    private Newsroom(string storage, Action<IServiceCollection>? extend)
    {
        _storage = storage;
        var configuration = new ConfigurationManager
        {
            ["Storage"] = storage,
            ["Mail:PickupFolder"] = _mails.FullName,
            ["Digest:Recipient"] = "desk@example.org",
            ["Digest:From"] = "digest@example.org",
            ["Digest:FirstLookBack"] = "365.00:00:00",
            ["Keys:Address"] = s_key,
            ["Keys:Ring:k1"] = s_key,
        };
        var services = new ServiceCollection().AddLogging().AddPipeline(configuration).AddPipelineAdapters(configuration);
        extend?.Invoke(services);
        _services = services.BuildServiceProvider(validateScopes: true);
    }

    /// <summary>The texts of the mails sent from here, oldest first.</summary>
    public IReadOnlyList<string> Mails =>
        [.. _mails.EnumerateFiles("*.eml").Select(file => MimeMessage.Load(file.FullName)).OrderBy(mail => mail.Date).Select(mail => mail.TextBody!)];

    public static async Task<Newsroom> OpenAsync(string storage, CancellationToken cancellationToken, Action<IServiceCollection>? extend = null)
    {
        var newsroom = new Newsroom(storage, extend);
        await newsroom.Get<StorageSetup>().EnsureCreatedAsync(cancellationToken);
        return newsroom;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async Task DropSeedsAsync(CancellationToken cancellationToken)
    {
        foreach (var seed in Directory.EnumerateFiles(Path.Combine(Repository.Root, "seeds")))
        {
            await DropAsync(Path.GetFileName(seed), await File.ReadAllTextAsync(seed, cancellationToken), cancellationToken);
        }
    }

    public Task DropAsync(string name, string text, CancellationToken cancellationToken) =>
        Blob(name).UploadAsync(BinaryData.FromString(text), overwrite: true, cancellationToken);

    public BlobClient Blob(string name) => Get<BlobServiceClient>().GetBlobContainerClient(StorageLayout.ArticlesContainer).GetBlobClient(name);

    public Task<IngestOutcome?> IngestAsync(string name, CancellationToken cancellationToken) =>
        Get<IngestDroppedFile>().RunAsync(name, isAgain: false, cancellationToken);

    /// <summary>Takes in what was dropped and was not taken in yet.</summary>
    public Task<Reconciliation> IngestAllAsync(CancellationToken cancellationToken) => Get<ReconcileArticles>().RunAsync(cancellationToken);

    /// <summary>Makes an edition of the digest and delivers what it queues.</summary>
    public async Task<SendDigestOutcome> SendDigestAsync(CancellationToken cancellationToken)
    {
        var outcome = await Get<SendDigest>().RunAsync(isEdition: true, cancellationToken);
        var queue = new QueueClient(_storage, StorageLayout.DeliveriesQueue, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        while ((await queue.ReceiveMessageAsync(cancellationToken: cancellationToken)).Value is { } message)
        {
            await Get<DeliverDigest>().RunAsync(StorageJson.Read<DeliveryTicket>(message.Body), cancellationToken);
            await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken);
        }

        return outcome;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _mails.Delete(recursive: true);
    }
}
