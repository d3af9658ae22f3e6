using System.Collections.Concurrent;
using Pipeline.Receipts;

namespace Pipeline.InMemory;

/// <summary>Receipts in memory. Thread-safe.</summary>
public sealed class InMemoryReceiptStore : IReceiptStore
{
    private readonly ConcurrentDictionary<string, string> _files = new(StringComparer.Ordinal);

    /// <summary>The names of all files.</summary>
    public IReadOnlyCollection<string> Names => [.. _files.Keys];

    /// <inheritdoc/>
    public Task PutAsync(string name, string content, CancellationToken cancellationToken)
    {
        _files[name] = content;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<string?> FindAsync(string name, CancellationToken cancellationToken) => Task.FromResult(_files.GetValueOrDefault(name));
}
