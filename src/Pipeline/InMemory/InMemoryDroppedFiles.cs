using System.Globalization;
using System.Runtime.CompilerServices;
using Pipeline.Articles;

namespace Pipeline.InMemory;

/// <summary>A container of dropped files in memory. Thread-safe.</summary>
public sealed class InMemoryDroppedFiles : IDroppedFiles
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, (byte[] Bytes, FileStamp Stamp, IReadOnlyDictionary<string, string> Metadata)> _files = new(StringComparer.Ordinal);
    private int _writes;

    /// <summary>Drops or replaces a file and returns its version; ETags grow.</summary>
    public FileStamp Put(string name, byte[] bytes, DateTimeOffset lastModified, IReadOnlyDictionary<string, string>? metadata = null)
    {
        lock (_lock)
        {
            var stamp = new FileStamp(name, lastModified, (++_writes).ToString("D6", CultureInfo.InvariantCulture));
            _files[name] = (bytes, stamp, metadata ?? new Dictionary<string, string>());
            return stamp;
        }
    }

    /// <inheritdoc/>
    public Task<DroppedFile?> OpenAsync(string name, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_files.TryGetValue(name, out var file)
                ? new DroppedFile
                {
                    Name = name,
                    Content = new MemoryStream(file.Bytes, writable: false),
                    LastModified = file.Stamp.LastModified,
                    ETag = file.Stamp.ETag,
                    Metadata = file.Metadata,
                }
                : null);
        }
    }

    /// <inheritdoc/>
    public Task<FileStamp?> FindAsync(string name, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_files.TryGetValue(name, out var file) ? file.Stamp : null);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<FileStamp> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<FileStamp> stamps;
        lock (_lock)
        {
            stamps = [.. _files.Values.Select(file => file.Stamp)];
        }

        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var stamp in stamps)
        {
            yield return stamp;
        }
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _files.Remove(name);
        }

        return Task.CompletedTask;
    }
}
