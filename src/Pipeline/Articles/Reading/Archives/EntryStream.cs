using System.IO.Compression;

namespace Pipeline.Articles.Reading.Archives;

/// <summary>The unpacked bytes of one entry, counted as they come: beyond a limit the reading ends, whatever the entry's header says.</summary>
internal sealed class EntryStream : Stream
{
    private readonly Stream _inner;
    private readonly GuardedArchive _archive;
    private readonly ZipArchiveEntry _entry;
    private readonly long _maxBytes;
    private readonly CancellationToken _cancellationToken;
    private Crc32 _sum;
    private long _count;

    public EntryStream(GuardedArchive archive, ZipArchiveEntry entry, long maxBytes, CancellationToken cancellationToken)
    {
        _archive = archive;
        _entry = entry;
        _maxBytes = maxBytes;
        _cancellationToken = cancellationToken;
        _inner = entry.Open();
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => _count;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        var count = _inner.Read(buffer);
        if (count == 0 && buffer.Length > 0)
        {
            CheckEnd();
            return 0;
        }

        _sum.Append(buffer[..count]);
        _count += count;
        _archive.Count(_entry, _count, count);
        return _count <= _maxBytes ? count : throw new UnreadableFileException(RejectionCode.TooLarge, GuardedArchive.Megabytes(_maxBytes));
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    // Some writers leave the sum at zero; a wrong one means that bits were lost.
    private void CheckEnd()
    {
        if (_count != _entry.Length || (_entry.Crc32 != 0 && _entry.Crc32 != _sum.Value))
        {
            throw new UnreadableFileException(RejectionCode.Damaged);
        }
    }
}
