namespace Pipeline.Subscribers;

/// <summary>Keeps how far each reader has been told. Safe in parallel.</summary>
public interface IPositionStore
{
    /// <summary>The position of one reader; null before the first digest.</summary>
    Task<ReaderPosition?> FindAsync(SubscriberId reader, CancellationToken cancellationToken);

    /// <summary>
    /// Moves readers of one shard on (at most 100), each under the version of its position, null for none; all or none. False where another write was faster.
    /// </summary>
    Task<bool> TryMoveAsync(IReadOnlyList<(ReaderPosition Position, string? Version)> moves, CancellationToken cancellationToken);

    /// <summary>Forgets a reader.</summary>
    Task EraseAsync(SubscriberId reader, CancellationToken cancellationToken);

    /// <summary>The positions of one shard in the order of the readers' ids, as a stream.</summary>
    IAsyncEnumerable<ReaderPosition> ListAsync(char shard, CancellationToken cancellationToken);

    /// <summary>The same with their versions.</summary>
    IAsyncEnumerable<Versioned<ReaderPosition>> ListVersionsAsync(char shard, CancellationToken cancellationToken);
}
