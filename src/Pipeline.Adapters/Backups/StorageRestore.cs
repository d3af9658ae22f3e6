using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pipeline.Adapters.Storage;

namespace Pipeline.Adapters.Backups;

/// <summary>
/// Brings a backup back: checks every file of it before it writes anything, and reads everything back at the end. May be run again after it was interrupted.
/// Holds a few batches of rows and blocks at a time. To be run while nobody works on the account.
/// </summary>
public sealed class StorageRestore(BlobServiceClient blobs, TableServiceClient tables, StorageSetup setup)
{
    private const int AtOnce = 8;
    private const int PageRows = 250;

    /// <summary>
    /// Restores <paramref name="folder"/> into an empty account. Where <paramref name="overwrite"/>, into any: rows and blobs are replaced, and those that the
    /// backup does not have are deleted, except in container <c>articles</c>, where editors may have dropped something since. <paramref name="done"/> hears of each table
    /// and container.
    /// </summary>
    /// <exception cref="BackupUnusableException">The backup is not whole, the account is not empty, or reading back gave something else.</exception>
    public async Task<BackupManifest> RunAsync(string folder, bool overwrite, Action<BackupPart> done, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(done);
        var place = new BackupFolder(Path.GetFullPath(folder));
        var manifest = place.ReadManifest();
        await CheckFilesAsync(place, manifest, cancellationToken).ConfigureAwait(false);
        await setup.EnsureCreatedAsync(cancellationToken).ConfigureAwait(false);
        await CreateAsync(manifest, cancellationToken).ConfigureAwait(false);
        await (overwrite ? ClearAsync(place, manifest, cancellationToken) : CheckEmptyAsync(cancellationToken)).ConfigureAwait(false);

        // Rows first: a trigger that a blob sets off finds its article known and unchanged. The editors' files last of all.
        foreach (var part in manifest.Tables)
        {
            await RestoreTableAsync(place, part, cancellationToken).ConfigureAwait(false);
            done(part);
        }

        foreach (var part in manifest.Containers.OrderBy(part => part.Name == StorageLayout.ArticlesContainer))
        {
            await RestoreContainerAsync(place, part, cancellationToken).ConfigureAwait(false);
            done(part);
        }

        await ReadBackAsync(place, manifest, cancellationToken).ConfigureAwait(false);
        return manifest;
    }

    private static async Task CheckFilesAsync(BackupFolder place, BackupManifest manifest, CancellationToken cancellationToken)
    {
        foreach (var part in manifest.Tables)
        {
            await CheckHashAsync(place.TablePath(part.Name), part.Sha256, cancellationToken).ConfigureAwait(false);
        }

        foreach (var part in manifest.Containers)
        {
            await CheckHashAsync(place.ContainerPath(part.Name), part.Sha256, cancellationToken).ConfigureAwait(false);
            await ForEachAsync(
                BlobLinesAsync(place, part, cancellationToken),
                (line, token) => CheckHashAsync(place.BlobPath(part.Name, line.Name), line.Sha256, token),
                cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task CheckHashAsync(string path, string sha256, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            throw new BackupUnusableException($"The backup is not whole: {path} is missing. Nothing was restored.");
        }

        await using var file = File.OpenRead(path);
        if (Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken).ConfigureAwait(false)) != sha256)
        {
            throw new BackupUnusableException($"The backup is damaged: {path} is not what was written. Nothing was restored.");
        }
    }

    // A backup of another version may hold more than this one names.
    private async Task CreateAsync(BackupManifest manifest, CancellationToken cancellationToken)
    {
        foreach (var part in manifest.Tables.ExceptBy(StorageLayout.Tables, part => part.Name))
        {
            await tables.CreateTableIfNotExistsAsync(part.Name, cancellationToken).ConfigureAwait(false);
        }

        foreach (var part in manifest.Containers.ExceptBy(StorageLayout.Containers, part => part.Name))
        {
            await blobs.GetBlobContainerClient(part.Name).CreateIfNotExistsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task CheckEmptyAsync(CancellationToken cancellationToken)
    {
        foreach (var name in StorageLayout.Tables)
        {
            if (await tables.GetTableClient(name).QueryAsync<TableEntity>(maxPerPage: 1, cancellationToken: cancellationToken).AnyAsync(cancellationToken).ConfigureAwait(false))
            {
                throw NotEmpty("table", name);
            }
        }

        foreach (var name in StorageLayout.Containers)
        {
            var listed = blobs.GetBlobContainerClient(name).GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix: null, cancellationToken);
            if (await listed.AnyAsync(cancellationToken).ConfigureAwait(false))
            {
                throw NotEmpty("container", name);
            }
        }
    }

    private static BackupUnusableException NotEmpty(string kind, string name) =>
        new($"The account is not empty ({kind} {name}): restore into an empty one, or say --overwrite to put the backup in the place of what is there.");

    private async Task ClearAsync(BackupFolder place, BackupManifest manifest, CancellationToken cancellationToken)
    {
        foreach (var name in StorageLayout.Tables.Union(manifest.Tables.Select(part => part.Name), StringComparer.Ordinal))
        {
            var kept = manifest.Tables.FirstOrDefault(part => part.Name == name);
            await DeleteOtherRowsAsync(name, kept is null ? AsyncEnumerable.Empty<TableEntity>() : RowsAsync(place, kept, cancellationToken), cancellationToken).ConfigureAwait(false);
        }

        var containers = StorageLayout.Containers.Union(manifest.Containers.Select(part => part.Name), StringComparer.Ordinal);
        foreach (var name in containers.Where(name => name != StorageLayout.ArticlesContainer))
        {
            var container = blobs.GetBlobContainerClient(name);
            await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix: null, cancellationToken).ConfigureAwait(false))
            {
                if (BlobName.IsAddressable(blob.Name) && !File.Exists(place.BlobPath(name, blob.Name)))
                {
                    await container.GetBlobClient(blob.Name)
                        .DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    // Both come in the order of their keys.
    private async Task DeleteOtherRowsAsync(string name, IAsyncEnumerable<TableEntity> kept, CancellationToken cancellationToken)
    {
        var table = tables.GetTableClient(name);
        await using var next = kept.GetAsyncEnumerator(cancellationToken);
        var isMore = await next.MoveNextAsync().ConfigureAwait(false);
        var there = table.QueryAsync<TableEntity>(maxPerPage: PageRows, select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken);
        await foreach (var row in there.ConfigureAwait(false))
        {
            while (isMore && Compare(next.Current, row) < 0)
            {
                isMore = await next.MoveNextAsync().ConfigureAwait(false);
            }

            if (!isMore || Compare(next.Current, row) != 0)
            {
                await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static int Compare(TableEntity one, TableEntity other) =>
        string.CompareOrdinal(one.PartitionKey, other.PartitionKey) is var byPartition and not 0
            ? byPartition
            : string.CompareOrdinal(one.RowKey, other.RowKey);

    private Task RestoreTableAsync(BackupFolder place, BackupPart part, CancellationToken cancellationToken)
    {
        var table = tables.GetTableClient(part.Name);
        return ForEachAsync(
            BatchesAsync(RowsAsync(place, part, cancellationToken)),
            (batch, token) => table.SubmitTransactionAsync(batch.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)), token),
            cancellationToken);
    }

    private static async IAsyncEnumerable<List<TableEntity>> BatchesAsync(IAsyncEnumerable<TableEntity> rows)
    {
        var batch = new List<TableEntity>();
        var bytes = 0L;
        await foreach (var row in rows.ConfigureAwait(false))
        {
            var size = EntityLimits.SizeOf(row);
            if (batch.Count > 0
                && (batch.Count == EntityLimits.MaxBatchRows || bytes + size > EntityLimits.MaxBatchBytes / 2 || batch[0].PartitionKey != row.PartitionKey))
            {
                yield return batch;
                batch = [];
                bytes = 0;
            }

            batch.Add(row);
            bytes += size;
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    private Task RestoreContainerAsync(BackupFolder place, BackupPart part, CancellationToken cancellationToken)
    {
        var container = blobs.GetBlobContainerClient(part.Name);
        return ForEachAsync(
            BlobLinesAsync(place, part, cancellationToken),
            async (line, token) =>
            {
                await using var content = File.OpenRead(place.BlobPath(part.Name, line.Name));
                await BlobCopy.WriteAsync(container.GetBlobClient(line.Name), line, content, token).ConfigureAwait(false);
            },
            cancellationToken);
    }

    private async Task ReadBackAsync(BackupFolder place, BackupManifest manifest, CancellationToken cancellationToken)
    {
        foreach (var part in manifest.Tables)
        {
            if (await StorageBackup.ReadTableAsync(tables, part.Name, path: null, cancellationToken).ConfigureAwait(false) != part)
            {
                throw Different($"table {part.Name}");
            }
        }

        foreach (var part in manifest.Containers)
        {
            var container = blobs.GetBlobContainerClient(part.Name);
            await ForEachAsync(
                BlobLinesAsync(place, part, cancellationToken),
                async (line, token) =>
                {
                    var there = await BlobCopy.ReadAsync(container.GetBlobClient(line.Name), Stream.Null, token).ConfigureAwait(false);
                    if (there is null || StorageJson.Write(there.Comparable()) != StorageJson.Write(line.Comparable()))
                    {
                        throw Different($"a blob of container {part.Name}");
                    }
                },
                cancellationToken).ConfigureAwait(false);
        }
    }

    private static BackupUnusableException Different(string what) =>
        new($"After the restore, {what} is not as in the backup: somebody is at work on the account. Stop the app and restore again with --overwrite.");

    private static async IAsyncEnumerable<TableEntity> RowsAsync(BackupFolder place, BackupPart part, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var line in File.ReadLinesAsync(place.TablePath(part.Name), cancellationToken).ConfigureAwait(false))
        {
            yield return Read(line, RowLine.Read, part.Name);
        }
    }

    private static async IAsyncEnumerable<BlobLine> BlobLinesAsync(BackupFolder place, BackupPart part, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var line in File.ReadLinesAsync(place.ContainerPath(part.Name), cancellationToken).ConfigureAwait(false))
        {
            var read = Read(line, StorageJson.Read<BlobLine>, part.Name);
            yield return BlobName.IsAddressable(read.Name)
                ? read
                : throw new BackupUnusableException($"The backup names a blob '{read.Name}' in {part.Name}, which no client can address.");
        }
    }

    private static T Read<T>(string line, Func<string, T> read, string part)
    {
        try
        {
            return read(line);
        }
        catch (Exception failure) when (failure is JsonException or FormatException or OverflowException or KeyNotFoundException or InvalidOperationException)
        {
            throw new BackupUnusableException($"The backup has a line in {part} that this program cannot read.");
        }
    }

    private static Task ForEachAsync<T>(IAsyncEnumerable<T> items, Func<T, CancellationToken, Task> work, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        items,
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
        async (item, token) => await work(item, token).ConfigureAwait(false));
}
