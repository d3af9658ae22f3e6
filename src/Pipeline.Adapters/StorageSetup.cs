using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace Pipeline.Adapters;

/// <summary>Creates what <see cref="StorageLayout"/> names. Safe to call again and from several processes at once.</summary>
public sealed class StorageSetup(BlobServiceClient blobs, QueueServiceClient queues, TableServiceClient tables)
{
    /// <summary>Creates every container, queue and table that is not there yet.</summary>
    public async Task EnsureCreatedAsync(CancellationToken cancellationToken)
    {
        var all = StorageLayout.Containers
            .Select(name => (Task)blobs.GetBlobContainerClient(name).CreateIfNotExistsAsync(cancellationToken: cancellationToken))
            .Concat(StorageLayout.Queues.Select(name => queues.GetQueueClient(name).CreateIfNotExistsAsync(cancellationToken: cancellationToken)))
            .Concat(StorageLayout.Tables.Select(name => tables.CreateTableIfNotExistsAsync(name, cancellationToken)));
        await Task.WhenAll(all).ConfigureAwait(false);
    }
}
