using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Adapters;
using Pipeline.Articles;

namespace Pipeline.Functions;

/// <summary>Takes in what editors drop into container <c>articles</c>. The same blob may come twice.</summary>
public sealed class IngestArticleFunction(IngestArticle ingest)
{
    [Function("IngestArticle")]
    public async Task RunAsync(
        [BlobTrigger("articles/{name}", Source = BlobTriggerSource.EventGrid, Connection = "Storage")] BlobClient blob,
        CancellationToken cancellationToken)
    {
        // Null: the editor took the file back before it was read.
        if (await BlobFile.OpenAsync(blob, cancellationToken) is { } file)
        {
            await using (file.Content)
            {
                await ingest.RunAsync(file, cancellationToken);
            }
        }
    }
}
