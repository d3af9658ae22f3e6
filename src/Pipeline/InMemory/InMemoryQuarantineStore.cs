using System.Runtime.CompilerServices;
using Pipeline.Articles;
using Pipeline.Quarantine;

namespace Pipeline.InMemory;

/// <summary>The reasons of refused files in memory; it has no copies of the files. Thread-safe.</summary>
public sealed class InMemoryQuarantineStore : IQuarantineStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ArticleId, QuarantineEntry> _entries = [];

    /// <inheritdoc/>
    public Task PutAsync(QuarantineEntry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        lock (_lock)
        {
            _entries[entry.Id] = entry;
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task KeepFileAsync(ArticleId id, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<QuarantineEntry?> FindAsync(ArticleId id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_entries.GetValueOrDefault(id));
        }
    }

    /// <inheritdoc/>
    public Task RemoveAsync(ArticleId id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _entries.Remove(id);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<QuarantineEntry> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<QuarantineEntry> entries;
        lock (_lock)
        {
            entries = [.. _entries.Values.OrderByDescending(entry => entry.At).ThenBy(entry => entry.Id.Value, StringComparer.Ordinal)];
        }

        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var entry in entries)
        {
            yield return entry;
        }
    }
}
