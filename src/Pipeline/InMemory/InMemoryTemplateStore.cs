using System.Collections.Concurrent;
using Pipeline.Digest;

namespace Pipeline.InMemory;

/// <summary>Templates in memory.</summary>
public sealed class InMemoryTemplateStore : ITemplateStore
{
    private readonly ConcurrentDictionary<string, string?> _files = new(StringComparer.Ordinal);

    /// <summary>Adds or replaces a file.</summary>
    public void Put(string name, string? content) => _files[name] = content;

    /// <summary>Removes a file; without effect where there is none.</summary>
    public void Remove(string name) => _files.TryRemove(name, out _);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TemplateFile>> ListAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<TemplateFile>>(
            [.. _files.OrderBy(file => file.Key, StringComparer.Ordinal).Take(TemplateFile.MaxFiles).Select(file => new TemplateFile(file.Key, file.Value))]);
    }
}
