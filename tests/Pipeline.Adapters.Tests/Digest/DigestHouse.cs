using System.Globalization;
using System.Text;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using Pipeline.Adapters.Storage;
using Pipeline.Articles;
using Pipeline.Delivery;
using Pipeline.Digest;
using Pipeline.Subscribers;
using Pipeline.Testing;

namespace Pipeline.Adapters.Tests.Digest;

/// <summary>The app on an emulator and a mail server of its own, from a dropped article to a mail in hand, with a clock that the test sets.</summary>
internal sealed class DigestHouse : IAsyncDisposable
{
    private static readonly string s_key = Convert.ToBase64String(new byte[32]);
    private readonly AzuriteServer _storage = new() { KeepsInMemory = true };
    private readonly SmtpSink _inbox = new();
    private ServiceProvider? _services;

    private DigestHouse(DateTimeOffset now) => Time = new FakeTimeProvider(now);

    public FakeTimeProvider Time { get; }

    /// <summary>The mails that the server took, oldest first.</summary>
    public IReadOnlyList<MimeMessage> Mails => [.. _inbox.Mails.Select(mail => MimeMessage.Load(new MemoryStream(mail.Content.ToArray()), Token))];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<DigestHouse> OpenAsync(DateTimeOffset now, params (string Key, string Value)[] settings)
    {
        var house = new DigestHouse(now);
        await house._storage.InitializeAsync();
        var configuration = new ConfigurationManager
        {
            ["Storage"] = house._storage.ConnectionString,
            ["Keys:Address"] = s_key,
            ["Keys:Ring:k1"] = s_key,
            ["Smtp:Host"] = "127.0.0.1",
            ["Smtp:Port"] = house._inbox.Port.ToString(CultureInfo.InvariantCulture),
        };
        foreach (var (key, value) in settings)
        {
            configuration[key] = value;
        }

        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(house.Time).AddPipeline(configuration).AddPipelineAdapters(configuration);
        house._services = services.BuildServiceProvider();
        await house.Get<StorageSetup>().EnsureCreatedAsync(Token);
        return house;
    }

    public T Get<T>()
        where T : notnull => _services!.GetRequiredService<T>();

    /// <summary>Reads an article now.</summary>
    public async Task DropAsync(string name, string text)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var file = new DroppedFile { Name = name, Content = content, LastModified = Time.GetUtcNow(), ETag = Identifier.Of("etag", text) };
        Assert.IsType<IngestOutcome.Ingested>(await Get<IngestArticle>().RunAsync(file, Token));
    }

    public async Task<SubscriberId> JoinAsync(string address, Preferences preferences)
    {
        var id = Get<KeyRing>().IdOf(address);
        var reader = new Subscriber
        {
            Id = id,
            Address = address,
            State = SubscriberState.Active,
            Preferences = preferences,
            Consent = new(Time.GetUtcNow(), "page", "test"),
            Since = Time.GetUtcNow(),
        };
        Assert.True(await Get<ISubscriberStore>().TrySaveAsync(reader, null, Token));
        return id;
    }

    public async Task LeaveAsync(SubscriberId id)
    {
        var reader = await Get<ISubscriberStore>().FindAsync(id, Token);
        Assert.True(await Get<ISubscriberStore>().TrySaveAsync(reader!.Value with { State = SubscriberState.Unsubscribed }, reader.Version, Token));
    }

    /// <summary>Sets the clock and runs the digest timer.</summary>
    public Task<SendDigestOutcome> TickAsync(DateTimeOffset at)
    {
        Time.SetUtcNow(at);
        return Get<SendDigest>().RunAsync(isEdition: false, Token);
    }

    /// <summary>Works off the queue as its trigger would.</summary>
    public async Task DeliverAsync()
    {
        var queue = Get<QueueServiceClient>().GetQueueClient(StorageLayout.DeliveriesQueue);
        while (await queue.ReceiveMessagesAsync(32, TimeSpan.FromMinutes(5), Token) is { Value: { Length: > 0 } messages })
        {
            foreach (QueueMessage message in messages)
            {
                await Get<DeliverDigest>().RunAsync(StorageJson.Read<DeliveryTicket>(message.Body), Token);
                await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, Token);
            }
        }
    }

    /// <summary>What the ledger says of one reader, issue by issue.</summary>
    public async Task<IReadOnlyList<DeliveryEntry>> LedgerOfAsync(SubscriberId reader)
    {
        var found = new List<DeliveryEntry>();
        await foreach (var issue in Get<IDigestStore>().ListLatestAsync("main", 100, Token))
        {
            if (await Get<IDeliveryLedger>().FindAsync(issue.Id, reader, Token) is { } row)
            {
                found.Insert(0, row.Value);
            }
        }

        return found;
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        await _inbox.DisposeAsync();
        await _storage.DisposeAsync();
    }
}
