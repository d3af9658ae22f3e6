using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Articles;

namespace Pipeline.Functions;

/// <summary>Takes in what editors drop into container <c>articles</c>, as it stands when the call comes. The same blob may come twice.</summary>
public sealed class IngestArticleFunction(IngestDroppedFile ingest)
{
    [Function("IngestArticle")]
    public Task RunAsync(
        [BlobTrigger("articles/{name}", Source = BlobTriggerSource.EventGrid, Connection = "Storage")] BlobClient blob,
        CancellationToken cancellationToken) =>
        ingest.RunAsync(blob.Name, isAgain: false, cancellationToken);
}
