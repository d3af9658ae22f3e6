namespace Pipeline.Subscribers;

/// <summary>Keeps the readers. All operations are safe in parallel; a save under an outdated version is refused.</summary>
public interface ISubscriberStore
{
    /// <summary>One reader, or null.</summary>
    Task<Versioned<Subscriber>?> FindAsync(SubscriberId id, CancellationToken cancellationToken);

    /// <summary>The readers of <paramref name="ids"/>, all of one shard and in order; without those that are not there.</summary>
    Task<IReadOnlyList<Subscriber>> FindAllAsync(IReadOnlyList<SubscriberId> ids, CancellationToken cancellationToken);

    /// <summary>Inserts where <paramref name="version"/> is null, replaces that version otherwise; false where another write was faster.</summary>
    Task<bool> TrySaveAsync(Subscriber subscriber, string? version, CancellationToken cancellationToken);

    /// <summary>Inserts or replaces many, for an import of readers of any shards; not all or none.</summary>
    Task SaveAllAsync(IReadOnlyList<Subscriber> subscribers, CancellationToken cancellationToken);

    /// <summary>Forgets a reader; without effect where there is none.</summary>
    Task EraseAsync(SubscriberId id, CancellationToken cancellationToken);

    /// <summary>The readers of one shard (see <see cref="SubscriberId.Shards"/>) in the order of their ids, as a stream.</summary>
    IAsyncEnumerable<Subscriber> ListAsync(char shard, CancellationToken cancellationToken);
}
