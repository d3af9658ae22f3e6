using System.Collections.Concurrent;
using Pipeline.Bounces;

namespace Pipeline.InMemory;

/// <summary>Mails that came back, in memory. Thread-safe.</summary>
public sealed class InMemoryBounceMails : IBounceMails
{
    private readonly ConcurrentDictionary<string, byte[]> _mails = new(StringComparer.Ordinal);

    /// <summary>Names of the mails that lie there.</summary>
    public IReadOnlyCollection<string> Names => [.. _mails.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Drops a mail.</summary>
    public void Drop(string name, byte[] content) => _mails[name] = content;

    /// <inheritdoc/>
    public Task<Versioned<ReadOnlyMemory<byte>>?> ReadAsync(string name, int maxBytes, CancellationToken cancellationToken) =>
        Task.FromResult<Versioned<ReadOnlyMemory<byte>>?>(
            _mails.TryGetValue(name, out var content) ? new(content.AsMemory(0, Math.Min(content.Length, maxBytes + 1)), Identifier.Of(content)) : null);

    /// <inheritdoc/>
    public Task DeleteAsync(string name, string version, CancellationToken cancellationToken)
    {
        if (_mails.TryGetValue(name, out var content) && Identifier.Of(content) == version)
        {
            _mails.TryRemove(new(name, content));
        }

        return Task.CompletedTask;
    }
}
