using System.Collections.Concurrent;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Azure.Functions.Worker;

namespace Pipeline.LocalHost.Hosting;

/// <summary>
/// What the host itself remembers, in container <c>azure-webjobs-hosts</c> as in the cloud: which blob a function has done, by ETag, and when a
/// timer ran. Thread-safe.
/// </summary>
internal sealed class HostStore(BlobServiceClient blobs)
{
    private const string ReceiptFolder = "blobreceipts/localhost/";
    private readonly BlobContainerClient _container = blobs.GetBlobContainerClient("azure-webjobs-hosts");
    private readonly ConcurrentDictionary<string, byte> _receipts = new(StringComparer.Ordinal);

    /// <summary>The key of a receipt: one function, one blob, one version of it. The name is hashed: a blob's name may fill a whole blob name.</summary>
    public static string ReceiptOf(string function, string blobName, ETag version) =>
        $"{function}/{version.ToString("H").Replace("\"", "", StringComparison.Ordinal)}/{Identifier.Of(blobName)}";

    /// <summary>Reads the receipts; creates the container where it is missing.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        await _container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await foreach (var blob in _container.GetBlobsAsync(BlobTraits.None, BlobStates.None, ReceiptFolder, cancellationToken))
        {
            _receipts.TryAdd(blob.Name[ReceiptFolder.Length..], 0);
        }
    }

    /// <summary>Whether this version of the blob is done.</summary>
    public bool HasReceipt(string receipt) => _receipts.ContainsKey(receipt);

    /// <summary>Notes that this version of the blob is done.</summary>
    public async Task AddReceiptAsync(string receipt, CancellationToken cancellationToken)
    {
        await _container.GetBlobClient(ReceiptFolder + receipt).UploadAsync(BinaryData.Empty, overwrite: true, cancellationToken);
        _receipts.TryAdd(receipt, 0);
    }

    /// <summary>When a timer last ran, or null.</summary>
    public async Task<ScheduleStatus?> FindTimerAsync(string function, CancellationToken cancellationToken)
    {
        try
        {
            var content = await TimerBlob(function).DownloadContentAsync(cancellationToken);
            return content.Value.Content.ToObjectFromJson<ScheduleStatus>();
        }
        catch (RequestFailedException failure) when (failure.Status == 404)
        {
            return null;
        }
        catch (JsonException)
        {
            // Half a file after a crash: as if the timer had never run.
            return null;
        }
    }

    /// <summary>Stores when a timer ran.</summary>
    public async Task SaveTimerAsync(string function, ScheduleStatus status, CancellationToken cancellationToken)
    {
        await _container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await TimerBlob(function).UploadAsync(BinaryData.FromObjectAsJson(status), overwrite: true, cancellationToken);
    }

    private BlobClient TimerBlob(string function) => _container.GetBlobClient($"timers/localhost/{function}/status");
}
