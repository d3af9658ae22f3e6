using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pipeline.Adapters.Storage;

namespace Pipeline.Adapters.Backups;

/// <summary>
/// Writes all that <see cref="StorageLayout"/> names into a folder, beside live traffic: rows as lines of JSON, blobs as files. Queues are left out, since the
/// ledger knows what has still to be sent. Holds one page of rows and a few blocks at a time. Thread-safe.
/// </summary>
public sealed class StorageBackup(BlobServiceClient blobs, TableServiceClient tables, TimeProvider time)
{
    private const int PageRows = 250;
    private const int BlobsAtOnce = 8;

    /// <summary>Backs up into <paramref name="folder"/>, which is new or empty; <paramref name="done"/> hears of each table and container.</summary>
    /// <exception cref="BackupUnusableException">The folder is not empty.</exception>
    public async Task<BackupManifest> RunAsync(string folder, Action<BackupPart> done, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(done);
        var place = new BackupFolder(Path.GetFullPath(folder));
        place.Begin();
        var manifest = new BackupManifest { Format = BackupManifest.CurrentFormat, At = time.GetUtcNow(), Tables = [], Containers = [] };

        // Tables before containers, and in the order of the layout: what follows from a row is written after it, so that it is in the backup where the row is. What
        // was dropped after its table was read is a file that the next comparison takes in.
        foreach (var table in StorageLayout.Tables)
        {
            var part = await ReadTableAsync(tables, table, place.TablePath(table), cancellationToken).ConfigureAwait(false);
            manifest = manifest with { Tables = [.. manifest.Tables, part] };
            done(part);
        }

        foreach (var container in StorageLayout.Containers)
        {
            var part = await SaveContainerAsync(container, place, cancellationToken).ConfigureAwait(false);
            manifest = manifest with { Containers = [.. manifest.Containers, part] };
            done(part);
        }

        place.Finish(manifest);
        return manifest;
    }

    /// <summary>The rows of a table as lines, in order of their keys, into a new file or, without a path, into a hash only.</summary>
    internal static async Task<BackupPart> ReadTableAsync(TableServiceClient tables, string table, string? path, CancellationToken cancellationToken)
    {
        await using var file = new HashedFile(path);
        var rows = tables.GetTableClient(table).QueryAsync<TableEntity>(maxPerPage: PageRows, cancellationToken: cancellationToken);
        await foreach (var row in rows.ConfigureAwait(false))
        {
            await file.WriteAsync(RowLine.Write(row), cancellationToken).ConfigureAwait(false);
        }

        return new BackupPart(table, file.Lines, file.Bytes, file.Sha256);
    }

    private async Task<BackupPart> SaveContainerAsync(string name, BackupFolder place, CancellationToken cancellationToken)
    {
        var container = blobs.GetBlobContainerClient(name);
        await using var file = new HashedFile(place.ContainerPath(name));
        using var turn = new SemaphoreSlim(1);
        var bytes = 0L;
        var leftOut = 0L;
        await Parallel.ForEachAsync(
            container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix: null, cancellationToken),
            new ParallelOptions { MaxDegreeOfParallelism = BlobsAtOnce, CancellationToken = cancellationToken },
            async (blob, token) =>
            {
                var line = BlobName.IsAddressable(blob.Name)
                    ? await SaveBlobAsync(container.GetBlobClient(blob.Name), place.BlobPath(name, blob.Name), token).ConfigureAwait(false)
                    : null;
                if (line is null)
                {
                    Interlocked.Add(ref leftOut, BlobName.IsAddressable(blob.Name) ? 0 : 1);
                    return;
                }

                await turn.WaitAsync(token).ConfigureAwait(false);
                try
                {
                    await file.WriteAsync(StorageJson.Write(line), token).ConfigureAwait(false);
                    bytes += line.Bytes;
                }
                finally
                {
                    turn.Release();
                }
            }).ConfigureAwait(false);
        return new BackupPart(name, file.Lines, bytes, file.Sha256, leftOut);
    }

    private static async Task<BlobLine?> SaveBlobAsync(BlobClient blob, string path, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        BlobLine? line;
        await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, useAsync: true))
        {
            line = await BlobCopy.ReadAsync(blob, file, cancellationToken).ConfigureAwait(false);
        }

        if (line is null)
        {
            File.Delete(path); // Taken away since it was listed.
        }

        return line;
    }
}
