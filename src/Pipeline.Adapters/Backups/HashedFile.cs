using System.Security.Cryptography;
using System.Text;

namespace Pipeline.Adapters.Backups;

/// <summary>A file of lines that is hashed while it is written. Without a path, only the hash is made. Not thread-safe.</summary>
internal sealed class HashedFile(string? path) : IAsyncDisposable
{
    private const int BufferBytes = 1024 * 1024;
    private readonly Stream _target = path is null ? Stream.Null : new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, BufferBytes, useAsync: true);
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Lines until now.</summary>
    public long Lines { get; private set; }

    /// <summary>Bytes until now.</summary>
    public long Bytes { get; private set; }

    /// <summary>Hash of all lines until now.</summary>
    public string Sha256 => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public async Task WriteAsync(string line, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(line + "\n");
        _hash.AppendData(bytes);
        await _target.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        Lines++;
        Bytes += bytes.Length;
    }

    public async ValueTask DisposeAsync()
    {
        await _target.DisposeAsync().ConfigureAwait(false);
        _hash.Dispose();
    }
}
