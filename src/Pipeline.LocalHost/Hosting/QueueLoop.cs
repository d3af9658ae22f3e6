using System.Text.Json;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;
using Pipeline.Delivery;

namespace Pipeline.LocalHost.Hosting;

/// <summary>
/// Drives the queue functions: a message in hand is hidden from others; it is deleted after the function has ended normally, comes back after a failed
/// try, and goes to the queue's poison queue after as many tries as <c>host.json</c> says.
/// </summary>
internal sealed partial class QueueLoop(
    IReadOnlyList<FunctionEntry> functions, QueueServiceClient queues, PoisonQueue poison, FunctionInvoker invoker,
    HostJson settings, StorageWatch watch, ILogger<QueueLoop> logger)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);

    // Longer than a function takes, and short enough that what a crash left in hand comes back the same day.
    private static readonly TimeSpan s_inHand = TimeSpan.FromMinutes(10);
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(
        from function in functions
        where function.Trigger is FunctionTrigger.Queue
        let client = queues.GetQueueClient(((FunctionTrigger.Queue)function.Trigger).Name)
        select watch.KeepAsync(
            token => client.CreateIfNotExistsAsync(cancellationToken: token), token => TurnAsync(function, client, token), s_pause, cancellationToken));

    private async Task TurnAsync(FunctionEntry function, QueueClient queue, CancellationToken cancellationToken)
    {
        while (true)
        {
            var messages = await queue.ReceiveMessagesAsync(Math.Min(settings.MessagesAtOnce, 32), s_inHand, cancellationToken);
            if (messages.Value.Length == 0)
            {
                return;
            }

            await Task.WhenAll(messages.Value.Select(message => HandleAsync(function, queue, message, cancellationToken)));
        }
    }

    private async Task HandleAsync(FunctionEntry function, QueueClient queue, QueueMessage message, CancellationToken cancellationToken)
    {
        try
        {
            var type = function.TriggerParameter.ParameterType;
            var body = type == typeof(string)
                ? message.Body.ToString()
                : JsonSerializer.Deserialize(message.Body, type, s_json) ?? throw new JsonException("The message is null.");
            await invoker.InvokeAsync(function, body, cancellationToken);
        }
        catch (Exception failure) when (!StorageOutage.Is(failure) && !cancellationToken.IsCancellationRequested)
        {
            // Whatever a function throws is a failed try, as in the cloud; it is logged and tried again, then kept on the poison queue.
            await FailedAsync(function, queue, message, failure, cancellationToken);
            return;
        }

        await DeleteAsync(queue, message, cancellationToken);
    }

    private async Task FailedAsync(
        FunctionEntry function, QueueClient queue, QueueMessage message, Exception failure, CancellationToken cancellationToken)
    {
        if (failure is MailNotSentException)
        {
            LogNotSent(logger, message.DequeueCount, settings.MessageTries, failure.Message);
        }
        else
        {
            LogTryFailed(logger, function.Name, message.DequeueCount, settings.MessageTries, failure);
        }

        if (message.DequeueCount >= settings.MessageTries)
        {
            await poison.AddMessageAsync(queue.Name, message.Body.ToString(), cancellationToken);
            await DeleteAsync(queue, message, cancellationToken);
        }
        else
        {
            await queue.UpdateMessageAsync(message.MessageId, message.PopReceipt, message.Body, settings.MessageWait, cancellationToken);
        }
    }

    private static async Task DeleteAsync(QueueClient queue, QueueMessage message, CancellationToken cancellationToken)
    {
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
