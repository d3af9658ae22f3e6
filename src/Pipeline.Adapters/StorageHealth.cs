using Azure;
using Azure.Storage.Blobs;

namespace Pipeline.Adapters;

/// <summary>Tells whether the storage account answers. Thread-safe.</summary>
public sealed class StorageHealth(BlobServiceClient blobs)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    /// <summary>Whether container <c>articles</c> is there and can be reached within five seconds.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(s_patience);
        try
        {
            return await blobs.GetBlobContainerClient(StorageLayout.ArticlesContainer).ExistsAsync(patience.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is RequestFailedException or AggregateException
            || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }
}
