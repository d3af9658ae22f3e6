using System.Globalization;
using System.Security.Cryptography;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Pipeline.Adapters.Tests.Backups;

/// <summary>All that an account holds in the layout, as sorted lines: each property of each row with its type, each blob with its bytes, headers, metadata and tags.</summary>
internal static class AccountContent
{
    public static async Task<IReadOnlyList<string>> ReadAsync(string storage, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        foreach (var name in StorageLayout.Tables)
        {
            await foreach (var row in new TableServiceClient(storage).GetTableClient(name).QueryAsync<TableEntity>(cancellationToken: cancellationToken))
            {
                lines.AddRange(row.Where(p => p.Key is not ("Timestamp" or "odata.etag")).Select(p => $"{name}/{row.PartitionKey}/{row.RowKey} {p.Key}: {p.Value.GetType().Name} {Text(p.Value)}"));
            }
        }

        var blobs = new BlobServiceClient(storage);
        foreach (var name in StorageLayout.Containers)
        {
            var container = blobs.GetBlobContainerClient(name);
            await foreach (var blob in container.GetBlobsAsync(BlobTraits.Metadata | BlobTraits.Tags, BlobStates.None, prefix: null, cancellationToken))
            {
                var content = await container.GetBlobClient(blob.Name).DownloadContentAsync(cancellationToken);
                var hash = Convert.ToHexString(SHA256.HashData(content.Value.Content.ToMemory().Span));
                var properties = blob.Properties;
                lines.Add($"{name}/{blob.Name} {hash} {properties.ContentType} {properties.ContentEncoding} {properties.ContentLanguage} {properties.CacheControl} {properties.ContentDisposition} [{Text(blob.Metadata)}] [{Text(blob.Tags ?? new Dictionary<string, string>())}]");
            }
        }

        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    private static string Text(object value) => value switch
    {
        byte[] bytes => Convert.ToHexString(bytes),
        DateTimeOffset instant => instant.UtcDateTime.Ticks.ToString(CultureInfo.InvariantCulture),
        IDictionary<string, string> pairs => string.Join(',', pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal)),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
