using System.Text.Json;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Adapters;
using Pipeline.Delivery;
using Pipeline.Digest;

namespace Pipeline.CrashRun;

/// <summary>
/// A host reduced to sending: plans an edition where there is none, and works off tickets until nothing of it is open. Whatever state a killed one left, the next
/// one goes on from there.
/// </summary>
internal static class SendRun
{
    /// <summary>Line on the standard output once all mails are in the ledger.</summary>
    public const string Planned = "planned";

    /// <summary>Line on the standard output once none is open.</summary>
    public const string Settled = "settled";

    private const string List = "main";
    private const int TicketsAtOnce = 4;
    private static readonly TimeSpan s_inHand = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    /// <summary>Runs to the end. <paramref name="settings"/> are of the form <c>Smtp:Port=25</c>; <c>plan</c> among them ends it after the plan.</summary>
    public static async Task RunAsync(string storage, IReadOnlyList<string> settings, CancellationToken cancellationToken)
    {
        var configuration = new ConfigurationManager { ["Storage"] = storage };
        foreach (var setting in settings.Where(setting => setting.Contains('=', StringComparison.Ordinal)))
        {
            var cut = setting.IndexOf('=', StringComparison.Ordinal);
            configuration[setting[..cut]] = setting[(cut + 1)..];
        }

        await using var services = new ServiceCollection().AddLogging().AddPipeline(configuration).AddPipelineAdapters(configuration).BuildServiceProvider();
        var id = await PlanAsync(services, cancellationToken);
        await Console.Out.WriteLineAsync(Planned);
        if (!settings.Contains("plan"))
        {
            await SendAsync(services, id, cancellationToken);
            await Console.Out.WriteLineAsync(Settled);
        }
    }

    private static async Task<DigestId> PlanAsync(ServiceProvider services, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await services.GetRequiredService<IDigestStore>().FindLatestAsync(List, cancellationToken) is { IsPlanned: true } issue)
            {
                return issue.Id;
            }

            await services.GetRequiredService<SendDigest>().RunAsync(isEdition: true, cancellationToken);
        }
    }

    private static async Task SendAsync(ServiceProvider services, DigestId id, CancellationToken cancellationToken)
    {
        var queue = services.GetRequiredService<QueueServiceClient>().GetQueueClient(StorageLayout.DeliveriesQueue);
        while (true)
        {
            var messages = (await queue.ReceiveMessagesAsync(TicketsAtOnce, s_inHand, cancellationToken)).Value;
            if (messages.Length > 0)
            {
                await Task.WhenAll(messages.Select(message => HandleAsync(services.GetRequiredService<DeliverDigest>(), queue, message, cancellationToken)));
                continue;
            }

            var issue = await services.GetRequiredService<IDigestStore>().FindAsync(id, cancellationToken);
            if (issue!.Value.IsSettled)
            {
                return;
            }

            // What the dead had in hand comes back by itself as well, later.
            await services.GetRequiredService<ResumeIssues>().RunAsync(issue.Value, TimeSpan.Zero, cancellationToken);
            await Task.Delay(s_pause, cancellationToken);
        }
    }

    private static async Task HandleAsync(DeliverDigest deliver, QueueClient queue, QueueMessage message, CancellationToken cancellationToken)
    {
        await deliver.RunAsync(JsonSerializer.Deserialize<DeliveryTicket>(message.Body, s_json)!, cancellationToken);
        try
        {
            await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken);
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            // It was in hand too long and is another's now; the ledger makes that harmless.
            return;
        }
    }
}
