using Pipeline.Articles.Reading.Archives;

namespace Pipeline.Articles.Reading.Office;

/// <summary>Word documents (.docx, .docm, templates), read without the Open XML SDK, whose tree ends the process on deep files.</summary>
internal sealed class DocxReader(DocumentOptions limits, DocumentParts parts) : IArchiveReader
{
    private const string Format = "DOCX";

    /// <inheritdoc/>
    public bool Recognises(GuardedArchive archive) => archive.Find("[Content_Types].xml") is not null && archive.HasFolder("word/");

    /// <inheritdoc/>
    public FormatOutcome Read(GuardedArchive archive, RawFile file, CancellationToken cancellationToken)
    {
        var warnings = new List<ArticleWarning>();
        var document = Relations.Of(archive, "", limits, warnings, cancellationToken);
        var main = document.Find("officeDocument") ?? "word/document.xml";
        var entry = archive.Find(main) ?? throw new UnreadableFileException(RejectionCode.Damaged, Format);

        var styles = new DocxStyles();
        var stylesPath = Relations.Of(archive, main, limits, warnings, cancellationToken).Find("styles") ?? "word/styles.xml";
        OptionalPart.Read(archive, stylesPath, limits, warnings, styles.Add, cancellationToken);

        var properties = new DocumentProperties();
        OptionalPart.Read(
            archive, document.Find("core-properties") ?? "docProps/core.xml", limits, warnings, xml => properties = PropertiesReader.Read(xml), cancellationToken);

        using var xml = GuardedXml.Open(archive, entry, limits, cancellationToken);
        var body = new DocxBody(xml, styles);
        var text = body.Read();
        if (body.IsPartial && !warnings.Contains(ArticleWarning.PartialText))
        {
            warnings.Add(ArticleWarning.PartialText);
        }

        return parts.Of(text, properties, warnings, Format, cancellationToken);
    }
}
