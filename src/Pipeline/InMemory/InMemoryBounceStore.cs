using System.Collections.Concurrent;
using Pipeline.Bounces;
using Pipeline.Subscribers;

namespace Pipeline.InMemory;

/// <summary>Counted failures and receipts in memory. Thread-safe.</summary>
public sealed class InMemoryBounceStore : IBounceStore
{
    private readonly ConcurrentDictionary<SubscriberId, Versioned<IReadOnlyList<CountedFailure>>> _failures = new();
    private readonly ConcurrentDictionary<string, BounceReceipt> _receipts = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<Versioned<IReadOnlyList<CountedFailure>>?> FindAsync(SubscriberId reader, CancellationToken cancellationToken) =>
        Task.FromResult(_failures.GetValueOrDefault(reader));

    /// <inheritdoc/>
    public Task<bool> TrySaveAsync(SubscriberId reader, IReadOnlyList<CountedFailure> failures, string? version, CancellationToken cancellationToken)
    {
        var row = new Versioned<IReadOnlyList<CountedFailure>>(failures, Guid.NewGuid().ToString("N"));
        return Task.FromResult(version is null
            ? _failures.TryAdd(reader, row)
            : _failures.TryGetValue(reader, out var found) && found.Version == version && _failures.TryUpdate(reader, row, found));
    }

    /// <inheritdoc/>
    public Task ClearAsync(SubscriberId reader, CancellationToken cancellationToken)
    {
        _failures.TryRemove(reader, out _);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task SaveReceiptAsync(BounceReceipt receipt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        _receipts[receipt.Id] = receipt;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<BounceReceipt> ListReceiptsAsync(CancellationToken cancellationToken) =>
        _receipts.Values.OrderBy(receipt => receipt.Id, StringComparer.Ordinal).ToAsyncEnumerable();
}
