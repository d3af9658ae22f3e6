using System.Text;
using System.Text.RegularExpressions;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Pipeline.Adapters.Tests.Crash;

/// <summary>All rows and blobs of an account as sorted lines, without what no two runs have in common: instants, ETags, ids of writes, numbers of tries.</summary>
internal static partial class StorageState
{
    public static async Task<string> ReadAsync(string storage, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        foreach (var name in StorageLayout.Tables)
        {
            await foreach (var row in new TableServiceClient(storage).GetTableClient(name).QueryAsync<TableEntity>(cancellationToken: cancellationToken))
            {
                lines.Add(Plain($"{name}/{row.PartitionKey}/{row.RowKey} {row.GetString("Json")}"));
            }
        }

        var blobs = new BlobServiceClient(storage);
        foreach (var name in StorageLayout.Containers)
        {
            var container = blobs.GetBlobContainerClient(name);
            await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix: null, cancellationToken))
            {
                var content = await container.GetBlobClient(blob.Name).DownloadContentAsync(cancellationToken);
                lines.Add(Plain($"{name}/{blob.Name} {Encoding.UTF8.GetString(content.Value.Content).ReplaceLineEndings(" ")}"));
            }
        }

        lines.Sort(StringComparer.Ordinal);
        return string.Join('\n', lines);
    }

    private static string Plain(string line) => Tries().Replace(ETags().Replace(Instants().Replace(Numbers().Replace(line, "N"), "T"), "\"eTag\":\"E\""), "\"$1\":A");

    // Ticks, versions and, in the changes' keys, hours.
    [GeneratedRegex(@"\b\d{18,19}\b|(?<=^changes/)\d{10}")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(\+00:00|Z)")]
    private static partial Regex Instants();

    [GeneratedRegex("\"eTag\":\"[^\"]*\"")]
    private static partial Regex ETags();

    [GeneratedRegex("\"(attempts|revision)\": ?\\d+")]
    private static partial Regex Tries();
}
