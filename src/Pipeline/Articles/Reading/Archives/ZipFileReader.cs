using Pipeline.Articles.Reading.Office;

namespace Pipeline.Articles.Reading.Archives;

/// <summary>All formats that are zip files: opens the archive once and asks who knows it. Stateless and thread-safe.</summary>
internal sealed class ZipFileReader : IFileReader
{
    private readonly ArchiveOptions _limits;
    private readonly IReadOnlyList<IArchiveReader> _readers;

    /// <summary>A reader within the limits of <paramref name="options"/> that makes articles of documents with <paramref name="parts"/>.</summary>
    public ZipFileReader(ReadingOptions options, DocumentParts parts)
    {
        _limits = options.Archive;

        // Documents before packages: every document is an archive.
        IArchiveReader[] documents = [new DocxReader(options.Document, parts), new OdtReader(options.Document, parts), new ForeignPackageReader()];
        _readers = [.. documents, new PackageReader(options, documents)];
    }

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> bytes) => IsZip(bytes);

    /// <summary>Whether <paramref name="bytes"/> begin like a zip file; an empty one too.</summary>
    public static bool IsZip(ReadOnlySpan<byte> bytes) => bytes.StartsWith("PK\u0003\u0004"u8) || bytes.StartsWith("PK\u0005\u0006"u8);

    /// <inheritdoc/>
    public FormatOutcome Read(RawFile file, CancellationToken cancellationToken)
    {
        try
        {
            using var archive = GuardedArchive.Open(file.Bytes, _limits, cancellationToken);
            return _readers.First(reader => reader.Recognises(archive)).Read(archive, file, cancellationToken);
        }
        catch (UnreadableFileException failure)
        {
            return new FormatOutcome.Refused(failure.Reason);
        }
    }
}
