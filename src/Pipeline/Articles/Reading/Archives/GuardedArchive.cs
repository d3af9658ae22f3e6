using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Pipeline.Articles.Reading.Archives;

/// <summary>
/// A zip file read within limits: on entries, on their names (labels, never paths), on what is unpacked, on the ratio.
/// Every breach is an <see cref="UnreadableFileException"/>. Not thread-safe.
/// </summary>
internal sealed class GuardedArchive : IDisposable
{
    private readonly ZipArchive _zip;
    private readonly ArchiveOptions _limits;
    private readonly CancellationToken _cancellationToken;
    private readonly Dictionary<string, ZipArchiveEntry> _byPath = new(StringComparer.OrdinalIgnoreCase);
    private long _unpacked;

    private GuardedArchive(ZipArchive zip, ArchiveOptions limits, CancellationToken cancellationToken)
    {
        _zip = zip;
        _limits = limits;
        _cancellationToken = cancellationToken;
        if (zip.Entries.Count > limits.MaxEntries)
        {
            throw new UnreadableFileException(RejectionCode.ZipBomb, "> " + limits.MaxEntries.ToString(CultureInfo.InvariantCulture));
        }

        // A header may lie to look harmless, not to look harmful.
        if (zip.Entries.Sum(entry => (decimal)entry.Length) > limits.MaxUnpackedBytes)
        {
            throw new UnreadableFileException(RejectionCode.ZipBomb, $"> {Megabytes(limits.MaxUnpackedBytes)} MB");
        }

        foreach (var entry in zip.Entries)
        {
            _byPath.TryAdd(PathOf(entry), entry);
        }
    }

    /// <summary>All entries, folders included, in the archive's order.</summary>
    public IReadOnlyList<ZipArchiveEntry> Entries => _zip.Entries;

    /// <summary>Opens <paramref name="bytes"/>.</summary>
    /// <exception cref="UnreadableFileException">It is cut off or broken, or has too many entries.</exception>
    public static GuardedArchive Open(ReadOnlyMemory<byte> bytes, ArchiveOptions limits, CancellationToken cancellationToken)
    {
        var segment = MemoryMarshal.TryGetArray(bytes, out var found) ? found : new ArraySegment<byte>(bytes.ToArray());
        ZipArchive? zip = null;
        try
        {
            zip = new ZipArchive(new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false), ZipArchiveMode.Read);
            return new GuardedArchive(zip, limits, cancellationToken);
        }
        catch (Exception failure) when (IsDamage(failure))
        {
            zip?.Dispose();
            throw new UnreadableFileException(RejectionCode.Damaged);
        }
        catch (UnreadableFileException)
        {
            zip?.Dispose();
            throw;
        }
    }

    /// <summary>Whether <paramref name="failure"/> is the platform's way to say that a zip file is broken.</summary>
    public static bool IsDamage(Exception failure) =>
        failure is InvalidDataException or EndOfStreamException or ArgumentException or NotSupportedException or IOException or OverflowException;

    /// <summary><paramref name="bytes"/> in MB.</summary>
    public static string Megabytes(long bytes) => (bytes / 1_000_000.0).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>The entry called <paramref name="path"/>, in any case and with either slash; null where there is none.</summary>
    public ZipArchiveEntry? Find(string path) => _byPath.GetValueOrDefault(path);

    /// <summary>Whether any entry stands in <paramref name="folder"/> (written <c>word/</c>).</summary>
    public bool HasFolder(string folder) => _byPath.Keys.Any(path => path.StartsWith(folder, StringComparison.OrdinalIgnoreCase));

    /// <summary>The bytes of <paramref name="entry"/>; reading more than <paramref name="maxBytes"/> of them refuses the file as too large.</summary>
    /// <exception cref="UnreadableFileException">The entry is locked, broken, or a bomb by its own header.</exception>
    public Stream Open(ZipArchiveEntry entry, long maxBytes)
    {
        if (entry.IsEncrypted)
        {
            throw new UnreadableFileException(RejectionCode.Encrypted, "ZIP");
        }

        CheckRatio(entry, entry.Length);
        try
        {
            return new EntryStream(this, entry, maxBytes, _cancellationToken);
        }
        catch (Exception failure) when (IsDamage(failure))
        {
            throw new UnreadableFileException(RejectionCode.Damaged);
        }
    }

    /// <summary>The bytes of <paramref name="entry"/>, at most <paramref name="maxBytes"/> of them.</summary>
    public byte[] ReadStart(ZipArchiveEntry entry, int maxBytes)
    {
        using var stream = Open(entry, long.MaxValue);
        var buffer = new byte[Math.Min(maxBytes, 65_536)];
        var length = 0;
        try
        {
            while (length < maxBytes && stream.Read(buffer, length, buffer.Length - length) is > 0 and var count)
            {
                length += count;
                if (length == buffer.Length && length < maxBytes)
                {
                    Array.Resize(ref buffer, (int)Math.Min(maxBytes, buffer.Length * 2L));
                }
            }
        }
        catch (Exception failure) when (IsDamage(failure))
        {
            throw new UnreadableFileException(RejectionCode.Damaged);
        }

        Array.Resize(ref buffer, length);
        return buffer;
    }

    /// <summary>Counts <paramref name="more"/> bytes that came out of <paramref name="entry"/>, <paramref name="total"/> in all.</summary>
    public void Count(ZipArchiveEntry entry, long total, int more)
    {
        _unpacked += more;
        if (_unpacked > _limits.MaxUnpackedBytes)
        {
            throw new UnreadableFileException(RejectionCode.ZipBomb, $"> {Megabytes(_limits.MaxUnpackedBytes)} MB");
        }

        CheckRatio(entry, total);
    }

    /// <inheritdoc/>
    public void Dispose() => _zip.Dispose();

    private static string PathOf(ZipArchiveEntry entry) => entry.FullName.Replace('\\', '/').TrimStart('/');

    private void CheckRatio(ZipArchiveEntry entry, long total)
    {
        if (total > _limits.RatioFreeBytes && total / _limits.MaxRatio > entry.CompressedLength)
        {
            throw new UnreadableFileException(RejectionCode.ZipBomb, $"> 1:{_limits.MaxRatio}");
        }
    }
}
