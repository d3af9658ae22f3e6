using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Bounces;

namespace Pipeline.Functions;

/// <summary>Takes in the bounces and complaints that are dropped as mails into container <c>bounces</c>. The same blob may come twice.</summary>
public sealed class TakeInBounceFunction(TakeInBounce takeIn)
{
    [Function("TakeInBounce")]
    public Task RunAsync(
        [BlobTrigger("bounces/{name}", Source = BlobTriggerSource.EventGrid, Connection = "Storage")] BlobClient blob,
        CancellationToken cancellationToken) =>
        takeIn.RunAsync(blob.Name, cancellationToken);
}
