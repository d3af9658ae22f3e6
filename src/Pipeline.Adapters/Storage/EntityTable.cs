using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace Pipeline.Adapters.Storage;

/// <summary>
/// A table whose rows are JSON values, with the limits of the cloud checked before each write. Every write carries an operation id: where
/// the reply to a write was lost, the SDK tries again and meets its own row (409, 412), which is then known by that id. Thread-safe.
/// </summary>
internal sealed class EntityTable(TableServiceClient service, string name)
{
    private const string OperationProperty = "Op";
    private readonly TableClient _table = service.GetTableClient(name);

    /// <summary>One row by its keys, or null.</summary>
    public async Task<Versioned<EntityRow>?> FindAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        var found = await ReadAsync(partitionKey, rowKey, cancellationToken).ConfigureAwait(false);
        return found is null ? null : ToRow(found);
    }

    /// <summary>Inserts; false where the row is there already and another write put it there.</summary>
    public async Task<bool> TryInsertAsync(EntityRow row, CancellationToken cancellationToken)
    {
        var entity = ToEntity(row);
        try
        {
            await _table.AddEntityAsync(entity, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException failure) when (failure.Status == 409 && failure.ErrorCode == TableErrorCode.EntityAlreadyExists)
        {
            return await IsOurOwnAsync(entity, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Replaces <paramref name="version"/>; false where another write was faster.</summary>
    public async Task<bool> TryReplaceAsync(EntityRow row, string version, CancellationToken cancellationToken)
    {
        var entity = ToEntity(row);
        try
        {
            await _table.UpdateEntityAsync(entity, new ETag(version), TableUpdateMode.Replace, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException failure) when (IsOutdated(failure))
        {
            return await IsOurOwnAsync(entity, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Inserts where <paramref name="version"/> is null, replaces that version otherwise.</summary>
    public Task<bool> TrySaveAsync(EntityRow row, string? version, CancellationToken cancellationToken) => version is null
        ? TryInsertAsync(row, cancellationToken)
        : TryReplaceAsync(row, version, cancellationToken);

    /// <summary>Deletes <paramref name="version"/>; false where the row has changed. A row that is gone already counts as deleted.</summary>
    public async Task<bool> TryDeleteAsync(string partitionKey, string rowKey, string version, CancellationToken cancellationToken)
    {
        try
        {
            await _table.DeleteEntityAsync(partitionKey, rowKey, new ETag(version), cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException failure) when (failure.Status == 412)
        {
            return false;
        }
    }

    /// <summary>Inserts or replaces, whatever is there.</summary>
    public Task UpsertAsync(EntityRow row, CancellationToken cancellationToken) =>
        _table.UpsertEntityAsync(ToEntity(row), TableUpdateMode.Replace, cancellationToken);

    /// <summary>Inserts or replaces rows of any partitions, in transactions of at most 100; all or none within one of them only.</summary>
    public async Task UpsertAllAsync(IEnumerable<EntityRow> rows, CancellationToken cancellationToken)
    {
        var entities = rows.DistinctBy(row => (row.PartitionKey, row.RowKey)).Select(ToEntity);
        foreach (var partition in entities.GroupBy(entity => entity.PartitionKey, StringComparer.Ordinal))
        {
            foreach (var batch in Batches(partition))
            {
                EntityLimits.CheckBatch(batch);
                var actions = batch.Select(entity => new TableTransactionAction(TableTransactionActionType.UpsertReplace, entity));
                await _table.SubmitTransactionAsync(actions, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>
    /// Does all of <paramref name="writes"/> (one partition, 100 rows, 4 MiB; one of them at least saves or upserts) or none; false where a row to insert
    /// is there, a row to delete is not, or another write was faster.
    /// </summary>
    public async Task<bool> TryTransactAsync(IReadOnlyList<EntityWrite> writes, CancellationToken cancellationToken) =>
        await TrySubmitAsync(ToActions(writes), cancellationToken).ConfigureAwait(false) is not null;

    /// <summary>Like <see cref="TryTransactAsync"/>, with <paramref name="row"/> first, whose new version is returned; null where nothing was done.</summary>
    public async Task<string?> TrySaveWithAsync(EntityWrite row, IReadOnlyList<EntityWrite> others, CancellationToken cancellationToken)
    {
        var actions = ToActions([row, .. others]);
        if (await TrySubmitAsync(actions, cancellationToken).ConfigureAwait(false) is not { } replies)
        {
            return null;
        }

        if (replies.Count == actions.Count && replies[0].Headers.ETag is { } written)
        {
            return written.ToString();
        }

        // The reply was lost; a row that has been replaced since is another's.
        var saved = (TableEntity)actions[0].Entity;
        var there = await ReadAsync(saved.PartitionKey, saved.RowKey, cancellationToken).ConfigureAwait(false);
        return there?.GetString(OperationProperty) == saved.GetString(OperationProperty) ? there!.ETag.ToString() : null;
    }

    /// <summary>
    /// The rows of <paramref name="rowKeys"/>, which are in order, by one look at the stretch that they span; those that lie beyond some rows of others are
    /// read one by one. Without those that are not there.
    /// </summary>
    public async Task<IReadOnlyList<EntityRow>> FindAllAsync(string partitionKey, IReadOnlyList<string> rowKeys, CancellationToken cancellationToken)
    {
        const int RowsForEach = 4;
        if (rowKeys.Count == 0)
        {
            return [];
        }

        var limit = rowKeys.Count * RowsForEach;
        var (wanted, found, seen, last) = (rowKeys.ToHashSet(StringComparer.Ordinal), new List<EntityRow>(rowKeys.Count), 0, "");
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partitionKey} and RowKey ge {rowKeys[0]} and RowKey le {rowKeys[^1]}");
        await foreach (var row in QueryAsync(filter, limit, cancellationToken).ConfigureAwait(false))
        {
            (seen, last) = (seen + 1, row.Value.RowKey);
            if (wanted.Contains(last))
            {
                found.Add(row.Value);
            }
        }

        if (seen == limit)
        {
            var rest = await Task.WhenAll(rowKeys.Where(key => string.CompareOrdinal(key, last) > 0).Select(key => FindAsync(partitionKey, key, cancellationToken)))
                .ConfigureAwait(false);
            found.AddRange(rest.OfType<Versioned<EntityRow>>().Select(row => row.Value));
        }

        return found;
    }

    // The replies; none where the reply was lost and the write was ours all the same; null where another write was faster.
    private async Task<IReadOnlyList<Response>?> TrySubmitAsync(List<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        EntityLimits.CheckBatch([.. actions.Select(action => (TableEntity)action.Entity)]);
        var written = actions.First(action => action.ActionType != TableTransactionActionType.Delete);
        try
        {
            return (await _table.SubmitTransactionAsync(actions, cancellationToken).ConfigureAwait(false)).Value;
        }
        catch (RequestFailedException failure) when (IsOutdated(failure) || failure.ErrorCode == TableErrorCode.EntityAlreadyExists)
        {
            return await IsOurOwnAsync((TableEntity)written.Entity, cancellationToken).ConfigureAwait(false) ? [] : null;
        }
    }

    /// <summary>Deletes whatever version is there; without effect where there is none.</summary>
    public Task DeleteAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        EntityLimits.CheckKey(partitionKey);
        EntityLimits.CheckKey(rowKey);
        return _table.DeleteEntityAsync(partitionKey, rowKey, ETag.All, cancellationToken);
    }

    /// <summary>The rows of one key in all partitions.</summary>
    public IAsyncEnumerable<Versioned<EntityRow>> ListRowsAsync(string rowKey, CancellationToken cancellationToken)
    {
        EntityLimits.CheckKey(rowKey);
        return QueryAsync(TableClient.CreateQueryFilter($"RowKey eq {rowKey}"), int.MaxValue, cancellationToken);
    }

    /// <summary>The rows of a partition in order of their keys; at most <paramref name="limit"/>.</summary>
    public IAsyncEnumerable<Versioned<EntityRow>> ListPartitionAsync(string partitionKey, int limit, CancellationToken cancellationToken)
    {
        EntityLimits.CheckKey(partitionKey);
        return QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {partitionKey}"), limit, cancellationToken);
    }

    /// <summary>The first <paramref name="limit"/> rows of a partition behind <paramref name="after"/>, in order of their keys.</summary>
    public IAsyncEnumerable<Versioned<EntityRow>> ListAfterAsync(string partitionKey, string after, int limit, CancellationToken cancellationToken) =>
        QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {partitionKey} and RowKey gt {after}"), limit, cancellationToken);

    /// <summary>The rows of the partitions from <paramref name="first"/> to <paramref name="last"/>, both included, in order of their keys.</summary>
    public IAsyncEnumerable<Versioned<EntityRow>> ListPartitionsAsync(string first, string last, CancellationToken cancellationToken) =>
        QueryAsync(TableClient.CreateQueryFilter($"PartitionKey ge {first} and PartitionKey le {last}"), int.MaxValue, cancellationToken);

    /// <summary>The rows with keys in [first, before) in the partitions from <paramref name="firstPartition"/> to <paramref name="lastPartition"/>, both included.</summary>
    public IAsyncEnumerable<Versioned<EntityRow>> ListRangeAsync(
        string firstPartition, string lastPartition, string first, string before, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey ge {firstPartition} and PartitionKey le {lastPartition} and RowKey ge {first} and RowKey lt {before}");
        return QueryAsync(filter, int.MaxValue, cancellationToken);
    }

    /// <summary>All rows, in order of their keys.</summary>
    public IAsyncEnumerable<Versioned<EntityRow>> ListAllAsync(CancellationToken cancellationToken) =>
        QueryAsync(null, int.MaxValue, cancellationToken);

    private async IAsyncEnumerable<Versioned<EntityRow>> QueryAsync(
        string? filter, int limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        const int PageRows = 1000;
        if (limit <= 0)
        {
            yield break;
        }

        var left = limit;
        var rows = _table.QueryAsync<TableEntity>(filter, Math.Min(limit, PageRows), cancellationToken: cancellationToken);
        await foreach (var entity in rows.ConfigureAwait(false))
        {
            yield return ToRow(entity);
            if (--left == 0)
            {
                yield break;
            }
        }
    }

    private async Task<bool> IsOurOwnAsync(TableEntity written, CancellationToken cancellationToken)
    {
        var there = await ReadAsync(written.PartitionKey, written.RowKey, cancellationToken).ConfigureAwait(false);
        return there is not null && there.GetString(OperationProperty) == written.GetString(OperationProperty);
    }

    private async Task<TableEntity?> ReadAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        EntityLimits.CheckKey(partitionKey);
        EntityLimits.CheckKey(rowKey);
        var reply = await _table.GetEntityIfExistsAsync<TableEntity>(partitionKey, rowKey, cancellationToken: cancellationToken).ConfigureAwait(false);
        return reply.HasValue ? reply.Value : null;
    }

    // 404: the row was deleted after it was read, which is a change like any other.
    private static bool IsOutdated(RequestFailedException failure) =>
        failure.Status == 412 || (failure.Status == 404 && failure.ErrorCode == TableErrorCode.ResourceNotFound);

    private static IEnumerable<List<TableEntity>> Batches(IEnumerable<TableEntity> entities)
    {
        var batch = new List<TableEntity>();
        var bytes = 0L;
        foreach (var entity in entities)
        {
            var size = EntityLimits.SizeOf(entity);
            if (batch.Count == EntityLimits.MaxBatchRows || bytes + size > EntityLimits.MaxBatchBytes / 2)
            {
                yield return batch;
                batch = [];
                bytes = 0;
            }

            batch.Add(entity);
            bytes += size;
        }

        yield return batch;
    }

    // One id for all rows of a transaction: they are written together or not at all. Whoever submits them checks their limits.
    private static List<TableTransactionAction> ToActions(IEnumerable<EntityWrite> writes)
    {
        var operation = NewOperation();
        return [.. writes.Select(write => ToAction(write, operation))];
    }

    private static TableTransactionAction ToAction(EntityWrite write, string operation) => write switch
    {
        EntityWrite.Save { Version: null } save => new(TableTransactionActionType.Add, ToEntity(save.Row, operation)),
        EntityWrite.Save { Version: { } version } save => new(TableTransactionActionType.UpdateReplace, ToEntity(save.Row, operation), new ETag(version)),
        EntityWrite.Upsert upsert => new(TableTransactionActionType.UpsertReplace, ToEntity(upsert.Row, operation)),
        EntityWrite.Merge merge => new(TableTransactionActionType.UpdateMerge, ToEntity(merge.Row, operation), merge.Version is { } version ? new ETag(version) : ETag.All),
        EntityWrite.Delete delete => new(TableTransactionActionType.Delete, new TableEntity(delete.PartitionKey, delete.RowKey), ETag.All),
        _ => throw new ArgumentOutOfRangeException(nameof(write), write, null),
    };

    private static string NewOperation() => Guid.NewGuid().ToString("N");

    private static TableEntity ToEntity(EntityRow row)
    {
        var entity = ToEntity(row, NewOperation());
        EntityLimits.CheckEntity(entity);
        return entity;
    }

    private static TableEntity ToEntity(EntityRow row, string operation)
    {
        var entity = new TableEntity(row.PartitionKey, row.RowKey) { [OperationProperty] = operation };
        EntityBody.Write(entity, row.Json);
        return entity;
    }

    private static Versioned<EntityRow> ToRow(TableEntity entity) =>
        new(new(entity.PartitionKey, entity.RowKey, EntityBody.Read(entity)), entity.ETag.ToString());
}
