using Azure.Storage.Queues;
using Pipeline.Subscribers;

namespace Pipeline.Adapters.Storage;

/// <summary>Queue <c>signups</c>; the body is the ticket's JSON, in base64 on the wire.</summary>
internal sealed class QueueSignUpQueue(QueueServiceClient queues) : ISignUpQueue
{
    private readonly QueueClient _queue = queues.GetQueueClient(StorageLayout.SignUpsQueue);

    public Task EnqueueAsync(SignUpTicket ticket, CancellationToken cancellationToken) =>
        _queue.SendMessageAsync(StorageJson.Write(ticket), cancellationToken);
}
