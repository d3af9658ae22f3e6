namespace Pipeline.Subscribers;

/// <summary>Keeps the suppression list. Safe in parallel.</summary>
public interface ISuppressionStore
{
    /// <summary>The entry of an address, or null.</summary>
    Task<Suppression?> FindAsync(SubscriberId id, CancellationToken cancellationToken);

    /// <summary>Adds an entry; one that is there stays as it is.</summary>
    Task AddAsync(Suppression entry, CancellationToken cancellationToken);

    /// <summary>Takes an entry off the list; without effect where there is none.</summary>
    Task RemoveAsync(SubscriberId id, CancellationToken cancellationToken);

    /// <summary>The entries of one shard in the order of their ids, as a stream.</summary>
    IAsyncEnumerable<Suppression> ListAsync(char shard, CancellationToken cancellationToken);
}
