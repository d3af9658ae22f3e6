using System.Diagnostics;
using System.Text.Json;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Adapters;
using Pipeline.Delivery;
using Pipeline.Digest;
using Pipeline.Events;
using Pipeline.Extraction;
using Pipeline.Subscribers;
using Pipeline.Testing;

namespace Pipeline.Soak.Sending;

/// <summary>
/// How fast an issue is planned for many readers and its mails are submitted, beside what storage and MailKit do of themselves in the same run, and how much memory
/// that takes.
/// </summary>
internal static class SendingSpeed
{
    private const double MinPlanShare = 0.7;
    private const double MinSendShare = 0.4;
    private const long MaxBytes = 300_000_000;
    private const int WarmUp = 200;
    private const int TicketsAtOnce = 8;
    private const int Connections = 128;
    private const int MailsOfConnection = 100;

    // As many as make a digest about as long as that of the sample articles, whose mail has 61 KB.
    private const int Articles = 24;
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    /// <summary>Measures; false where a figure is not what it has to be.</summary>
    public static async Task<bool> RunAsync(int readers, int mails, Action<string> say, CancellationToken cancellationToken)
    {
        await using var azurite = new AzuriteServer { KeepsInMemory = true };
        await azurite.InitializeAsync();
        await using var sink = new FastSink();
        await using var services = Services(azurite.ConnectionString, sink.Port);
        await services.GetRequiredService<StorageSetup>().EnsureCreatedAsync(cancellationToken);
        await FillAsync(services, readers, cancellationToken);
        say(FormattableString.Invariant($"{readers} readers stored"));

        await using var memory = new MemoryWatch(Environment.ProcessId);
        var barePlan = await BareBatches.MeasureAsync(azurite.ConnectionString, readers, cancellationToken);
        var clock = Stopwatch.StartNew();
        var outcome = await services.GetRequiredService<SendDigest>().RunAsync(isEdition: true, cancellationToken);
        var plan = outcome.Planned / clock.Elapsed.TotalSeconds;
        barePlan = (barePlan + await BareBatches.MeasureAsync(azurite.ConnectionString, readers, cancellationToken)) / 2;
        say(FormattableString.Invariant($"{outcome.Planned} mails planned, {plan:F0} a second; bare transactions of 100 rows: {barePlan:F0} rows a second; share {plan / barePlan:F2}"));

        var isFastEnough = outcome.Planned == readers && plan >= barePlan * MinPlanShare;
        if (mails > 0)
        {
            isFastEnough &= await SubmitAsync(services, sink, mails, say, cancellationToken);
        }

        say(FormattableString.Invariant($"memory of sender and mail server together: {memory.SupervisorPeakBytes / 1e6:F0} MB at most ({memory.Samples} samples)"));
        return isFastEnough && memory.SupervisorPeakBytes < MaxBytes;
    }

    private static async Task<bool> SubmitAsync(ServiceProvider services, FastSink sink, int mails, Action<string> say, CancellationToken cancellationToken)
    {
        await SendAsync(services, sink, WarmUp, cancellationToken);
        var bareSend = await BareMails.MeasureAsync(sink.Port, sink.First, mails / 2, cancellationToken);
        var before = sink.Mails;
        var clock = Stopwatch.StartNew();
        await SendAsync(services, sink, mails, cancellationToken);
        var send = (sink.Mails - before) / clock.Elapsed.TotalSeconds;
        bareSend = (bareSend + await BareMails.MeasureAsync(sink.Port, sink.First, mails / 2, cancellationToken)) / 2;
        say(FormattableString.Invariant($"{mails} mails of {sink.First.Length} bytes submitted over {Connections} connections, {send:F0} a second; bare MailKit over four connections: {bareSend:F0} a second; share {send / bareSend:F2}"));
        return send >= bareSend * MinSendShare;
    }

    private static ServiceProvider Services(string storage, int port)
    {
        var configuration = new ConfigurationManager
        {
            ["Storage"] = storage,
            ["Keys:Address"] = Convert.ToBase64String(new byte[32]),
            ["Keys:Ring:k1"] = Convert.ToBase64String(new byte[32]),
            ["Digest:From"] = "digest@journal.example",
            ["Smtp:Host"] = "127.0.0.1",
            ["Smtp:Port"] = FormattableString.Invariant($"{port}"),
            ["Smtp:MaxConnections"] = FormattableString.Invariant($"{Connections}"),
            ["Smtp:MessagesPerConnection"] = FormattableString.Invariant($"{MailsOfConnection}"),
            ["Delivery:ConnectionsAtOnce"] = FormattableString.Invariant($"{Connections}"),
        };
        return new ServiceCollection().AddLogging().AddPipeline(configuration).AddPipelineAdapters(configuration).BuildServiceProvider();
    }

    private static async Task FillAsync(ServiceProvider services, int readers, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        for (var number = 0; number < Articles; number++)
        {
            var (article, events) = SyntheticNews.Of(number);
            await services.GetRequiredService<IEventProjection>()
                .ProjectAsync(article with { Published = today }, 1, [.. events.Select(told => told with { Date = DateSpan.Day(today) })], cancellationToken);
        }

        var keys = services.GetRequiredService<KeyRing>();
        var store = services.GetRequiredService<ISubscriberStore>();
        var since = TimeProvider.System.GetUtcNow();
        foreach (var chunk in Enumerable.Range(0, readers).Chunk(10_000))
        {
            await store.SaveAllAsync([.. chunk.Select(Reader)], cancellationToken);
        }

        Subscriber Reader(int number)
        {
            var address = FormattableString.Invariant($"reader{number}@example.org");
            return new Subscriber
            {
                Id = keys.IdOf(address),
                Address = address,
                State = SubscriberState.Active,
                Preferences = new Preferences { Language = number % 2 == 0 ? "fr" : "en", TimeZone = "Europe/Paris", Frequency = DigestFrequency.EveryDigest },
                Since = since,
            };
        }
    }

    // As the queue trigger does, until so many mails have come; a ticket in hand is finished.
    private static async Task SendAsync(ServiceProvider services, FastSink sink, int mails, CancellationToken cancellationToken)
    {
        var queue = services.GetRequiredService<QueueServiceClient>().GetQueueClient(StorageLayout.DeliveriesQueue);
        var deliver = services.GetRequiredService<DeliverDigest>();
        var until = sink.Mails + mails;
        await Task.WhenAll(Enumerable.Range(0, TicketsAtOnce).Select(async _ =>
        {
            while (sink.Mails < until && (await queue.ReceiveMessageAsync(TimeSpan.FromMinutes(10), cancellationToken)).Value is { } message)
            {
                await deliver.RunAsync(JsonSerializer.Deserialize<DeliveryTicket>(message.Body, s_json)!, cancellationToken);
                await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken);
            }
        }));
        if (sink.Mails < until)
        {
            throw new InvalidOperationException($"The queue is empty after {sink.Mails} mails.");
        }
    }
}
