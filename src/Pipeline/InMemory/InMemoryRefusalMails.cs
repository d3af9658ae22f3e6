using System.Collections.Concurrent;
using Pipeline.Articles;
using Pipeline.Receipts;

namespace Pipeline.InMemory;

/// <summary>Marks of mailed refusals in memory. Thread-safe.</summary>
public sealed class InMemoryRefusalMails : IRefusalMails
{
    private readonly ConcurrentDictionary<(ArticleId Id, string FileHash), bool> _marks = new();

    /// <inheritdoc/>
    public Task<bool> TryAddAsync(ArticleId id, string fileHash, CancellationToken cancellationToken) =>
        Task.FromResult(_marks.TryAdd((id, fileHash), true));

    /// <inheritdoc/>
    public Task RemoveAsync(ArticleId id, string fileHash, CancellationToken cancellationToken)
    {
        _marks.TryRemove((id, fileHash), out _);
        return Task.CompletedTask;
    }
}
