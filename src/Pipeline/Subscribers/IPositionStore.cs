namespace Pipeline.Subscribers;

/// <summary>Keeps how far each reader has been told. Safe in parallel.</summary>
public interface IPositionStore
{
    /// <summary>The position of one reader; null before the first digest.</summary>
    Task<ReaderPosition?> FindAsync(SubscriberId reader, CancellationToken cancellationToken);

    /// <summary>Moves readers of one shard on, at most 100. Issues reach a reader in their order; the ledger sees to that.</summary>
    Task MoveAsync(IReadOnlyList<ReaderPosition> positions, CancellationToken cancellationToken);

    /// <summary>Forgets a reader.</summary>
    Task EraseAsync(SubscriberId reader, CancellationToken cancellationToken);

    /// <summary>The positions from <paramref name="first"/> to <paramref name="last"/>, both included and of one shard, in the order of the readers' ids.</summary>
    IAsyncEnumerable<ReaderPosition> ListAsync(SubscriberId first, SubscriberId last, CancellationToken cancellationToken);

    /// <summary>The positions of one shard in the order of the readers' ids, as a stream.</summary>
    IAsyncEnumerable<ReaderPosition> ListAsync(char shard, CancellationToken cancellationToken);
}
