using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Bounces;
using Pipeline.Digest;
using Pipeline.Subscribers;
using Pipeline.Testing;

namespace Pipeline.Adapters.Tests.Subscribers;

/// <summary>Personal data stand in one place, and go when that is asked for: every table, blob and queue is searched.</summary>
public sealed class EraseTests : IAsyncLifetime
{
    private const string Address = "Marie.Curie@example.org";
    private const string Name = "marie.curie";

    private readonly AzuriteServer _storage = new() { KeepsInMemory = true };
    private readonly SmtpSink _inbox = new();
    private ServiceProvider? _services;

    public async ValueTask InitializeAsync()
    {
        await _storage.InitializeAsync();
        var configuration = new ConfigurationManager
        {
            ["Storage"] = _storage.ConnectionString,
            ["Smtp:Host"] = "127.0.0.1",
            ["Smtp:Port"] = $"{_inbox.Port}",
            ["Smtp:Security"] = "none",
            ["Keys:Address"] = Convert.ToBase64String(new byte[32]),
            ["Keys:Ring:k1"] = Convert.ToBase64String(new byte[32]),
        };
        _services = new ServiceCollection().AddLogging().AddPipeline(configuration).AddPipelineAdapters(configuration).BuildServiceProvider();
        await Get<StorageSetup>().EnsureCreatedAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _services!.DisposeAsync();
        await _inbox.DisposeAsync();
        await _storage.DisposeAsync();
    }

    [Fact]
    public async Task Erase_AReaderWhoSignedUpConfirmedAndGotADigest_LeavesTheAddressNowhere()
    {
        var preferences = new Preferences { Language = "fr", TimeZone = "Europe/Paris" };
        Assert.Equal(SubscribeOutcome.Taken, await Get<Subscribe>().RunAsync(new(Address, preferences), "192.0.2.1", Token));
        Assert.Empty(await PlacesAsync());
        var message = (await Get<QueueServiceClient>().GetQueueClient(StorageLayout.SignUpsQueue).ReceiveMessageAsync(cancellationToken: Token)).Value;
        await Get<AnswerSignUp>().RunAsync(System.Text.Json.JsonSerializer.Deserialize<SignUpTicket>(message.Body, System.Text.Json.JsonSerializerOptions.Web)!, Token);
        Assert.Equal(Address, Assert.Single(Assert.Single(_inbox.Mails).To));

        var id = Get<KeyRing>().IdOf(Address);
        var reader = (await Get<ISubscriberStore>().FindAsync(id, Token))!.Value;
        var confirm = Get<KeyRing>().Sign(TokenPurpose.Confirm, new(id, reader.TokenVersion), null);
        Assert.NotNull(await Get<ConfirmSubscription>().RunAsync(confirm, Token));
        Assert.True(await Get<IPositionStore>().TryMoveAsync([(new(id, new DigestId("main", reader.Since), new VariantId(id.Value)), null)], Token));
        Assert.Equal([StorageLayout.SubscribersTable], await PlacesAsync());
        Assert.True(await Get<IBounceStore>().TrySaveAsync(id, [new("notice", reader.Since, "4.2.2")], null, Token));

        await Get<EraseReader>().RunAsync(id, neverAgain: true, Token);
        Assert.Empty(await PlacesAsync());
        Assert.Null(await Get<IBounceStore>().FindAsync(id, Token));
        Assert.False(await Get<AnswerSignUp>().RunAsync(new SignUp(Address, preferences), Token));
        Assert.NotNull(await Get<ISuppressionStore>().FindAsync(Get<KeyRing>().IdOf(Address.ToUpperInvariant()), Token));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private T Get<T>()
        where T : notnull => _services!.GetRequiredService<T>();

    // The names of all tables, containers and queues in which the address, or the name in it, stands anywhere, in plain or in base64.
    private async Task<IReadOnlyList<string>> PlacesAsync()
    {
        var places = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var table in StorageLayout.Tables)
        {
            await foreach (var row in Get<TableServiceClient>().GetTableClient(table).QueryAsync<TableEntity>(cancellationToken: Token))
            {
                Look(places, table, string.Join('\n', row.Select(pair => pair.Value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : $"{pair.Key}={pair.Value}")));
            }
        }

        foreach (var container in StorageLayout.Containers)
        {
            var client = Get<BlobServiceClient>().GetBlobContainerClient(container);
            await foreach (var blob in client.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, null, Token))
            {
                var content = await client.GetBlobClient(blob.Name).DownloadContentAsync(Token);
                Look(places, container, blob.Name + string.Join('\n', blob.Metadata) + content.Value.Content);
            }
        }

        foreach (var queue in StorageLayout.Queues)
        {
            foreach (var message in (await Get<QueueServiceClient>().GetQueueClient(queue).PeekMessagesAsync(32, Token)).Value)
            {
                Look(places, queue, message.Body.ToString());
            }
        }

        return [.. places];
    }

    private static void Look(SortedSet<string> places, string place, string text)
    {
        if (text.Contains(Name, StringComparison.OrdinalIgnoreCase)
            || Enumerable.Range(0, 3).Any(shift => text.Contains(Convert.ToBase64String(Encoding.UTF8.GetBytes(new string(' ', shift) + Address))[4..^4], StringComparison.Ordinal)))
        {
            places.Add(place);
        }
    }
}
