using Pipeline.Subscribers;

namespace Pipeline.Bounces;

/// <summary>Keeps what is counted against readers, and what became of each report. Safe in parallel.</summary>
public interface IBounceStore
{
    /// <summary>The failures of one reader, or null.</summary>
    Task<Versioned<IReadOnlyList<CountedFailure>>?> FindAsync(SubscriberId reader, CancellationToken cancellationToken);

    /// <summary>Inserts where <paramref name="version"/> is null, replaces that version otherwise; false where another write was faster.</summary>
    Task<bool> TrySaveAsync(SubscriberId reader, IReadOnlyList<CountedFailure> failures, string? version, CancellationToken cancellationToken);

    /// <summary>Forgets the failures of one reader.</summary>
    Task ClearAsync(SubscriberId reader, CancellationToken cancellationToken);

    /// <summary>Inserts or replaces a receipt.</summary>
    Task SaveReceiptAsync(BounceReceipt receipt, CancellationToken cancellationToken);

    /// <summary>All receipts.</summary>
    IAsyncEnumerable<BounceReceipt> ListReceiptsAsync(CancellationToken cancellationToken);
}
