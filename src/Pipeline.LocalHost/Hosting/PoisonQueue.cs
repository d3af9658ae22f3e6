using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace Pipeline.LocalHost.Hosting;

/// <summary>Where that goes which could not be done in all its tries, in the form of the Functions host.</summary>
internal sealed class PoisonQueue(QueueServiceClient queues)
{
    /// <summary>Queue of the blobs.</summary>
    public const string BlobQueue = "webjobs-blobtrigger-poison";

    /// <summary>Keeps a version of a blob.</summary>
    public Task AddBlobAsync(string function, BlobClient blob, ETag version, CancellationToken cancellationToken) => AddAsync(
        BlobQueue,
        JsonSerializer.Serialize(new
        {
            Type = "BlobTrigger",
            FunctionId = "Host.Functions." + function,
            BlobType = "BlockBlob",
            ContainerName = blob.BlobContainerName,
            BlobName = blob.Name,
            ETag = version.ToString("H"),
        }),
        cancellationToken);

    /// <summary>Keeps the body of a message of <paramref name="queue"/>.</summary>
    public Task AddMessageAsync(string queue, string body, CancellationToken cancellationToken) =>
        AddAsync(queue + "-poison", body, cancellationToken);

    private async Task AddAsync(string queue, string body, CancellationToken cancellationToken)
    {
        var client = queues.GetQueueClient(queue);
        await client.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await client.SendMessageAsync(body, visibilityTimeout: null, timeToLive: TimeSpan.FromSeconds(-1), cancellationToken);
    }
}
