using Pipeline.Articles.Reading.Archives;

namespace Pipeline.Articles.Reading.Office;

/// <summary>OpenDocument texts (.odt, templates).</summary>
internal sealed class OdtReader(DocumentOptions limits, DocumentParts parts) : IArchiveReader
{
    private const string Format = "ODT";
    private const string Type = "application/vnd.oasis.opendocument.text";

    /// <inheritdoc/>
    public bool Recognises(GuardedArchive archive) =>
        ForeignPackageReader.TypeOf(archive) is { } type
            ? type.StartsWith(Type, StringComparison.Ordinal)
            : archive.Find("content.xml") is not null && archive.Find("META-INF/manifest.xml") is not null;

    /// <inheritdoc/>
    public FormatOutcome Read(GuardedArchive archive, RawFile file, CancellationToken cancellationToken)
    {
        var warnings = new List<ArticleWarning>();
        var isLocked = archive.Find("encrypted-package") is not null;
        OptionalPart.Read(archive, "META-INF/manifest.xml", limits, warnings, xml => isLocked |= IsLocked(xml), cancellationToken);
        if (isLocked)
        {
            return new FormatOutcome.Refused(new Rejection(RejectionCode.Encrypted, Format));
        }

        var entry = archive.Find("content.xml") ?? throw new UnreadableFileException(RejectionCode.Damaged, Format);
        var properties = new DocumentProperties();
        OptionalPart.Read(archive, "meta.xml", limits, warnings, xml => properties = PropertiesReader.Read(xml), cancellationToken);

        using var xml = GuardedXml.Open(archive, entry, limits, cancellationToken);
        return parts.Of(new OdtBody(xml).Read(), properties, warnings, Format, cancellationToken);
    }

    private static bool IsLocked(GuardedXml manifest)
    {
        while (manifest.Read())
        {
            if (manifest.IsStart && manifest.Name == "encryption-data")
            {
                return true;
            }
        }

        return false;
    }
}
