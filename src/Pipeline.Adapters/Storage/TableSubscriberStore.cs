using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Pipeline.Subscribers;

namespace Pipeline.Adapters.Storage;

/// <summary>The readers in table <c>subscribers</c>: one partition a shard, one row a reader.</summary>
internal sealed class TableSubscriberStore(TableServiceClient tables) : ISubscriberStore
{
    private readonly EntityTable _subscribers = new(tables, StorageLayout.SubscribersTable);

    public async Task<Versioned<Subscriber>?> FindAsync(SubscriberId id, CancellationToken cancellationToken)
    {
        var row = await _subscribers.FindAsync(ShardKey.Of(id), id.Value, cancellationToken).ConfigureAwait(false);
        return row is null ? null : new(StorageJson.Read<Subscriber>(row.Value.Json), row.Version);
    }

    public async Task<IReadOnlyList<Subscriber>> FindAllAsync(IReadOnlyList<SubscriberId> ids, CancellationToken cancellationToken)
    {
        var rows = ids.Count == 0 ? []
            : await _subscribers.FindAllAsync(ShardKey.Of(ids[0]), [.. ids.Select(id => id.Value)], cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => StorageJson.Read<Subscriber>(row.Json))];
    }

    public Task<bool> TrySaveAsync(Subscriber subscriber, string? version, CancellationToken cancellationToken) =>
        _subscribers.TrySaveAsync(ToRow(subscriber), version, cancellationToken);

    public Task SaveAllAsync(IReadOnlyList<Subscriber> subscribers, CancellationToken cancellationToken) =>
        _subscribers.UpsertAllAsync(subscribers.Select(ToRow), cancellationToken);

    public Task EraseAsync(SubscriberId id, CancellationToken cancellationToken) => _subscribers.DeleteAsync(ShardKey.Of(id), id.Value, cancellationToken);

    public async IAsyncEnumerable<Subscriber> ListAsync(char shard, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in _subscribers.ListPartitionAsync(shard.ToString(), int.MaxValue, cancellationToken).ConfigureAwait(false))
        {
            yield return StorageJson.Read<Subscriber>(row.Value.Json);
        }
    }

    private static EntityRow ToRow(Subscriber subscriber) => new(ShardKey.Of(subscriber.Id), subscriber.Id.Value, StorageJson.Write(subscriber));
}
