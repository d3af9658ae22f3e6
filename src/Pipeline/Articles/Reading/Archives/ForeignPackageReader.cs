using System.Text;

namespace Pipeline.Articles.Reading.Archives;

/// <summary>Names the formats that are zip files and not read.</summary>
internal sealed class ForeignPackageReader : IArchiveReader
{
    private const int MaxTypeBytes = 200;
    private const string OpenDocument = "application/vnd.oasis.opendocument.";

    private static readonly (string Mark, string Name)[] Marks =
    [
        ("META-INF/MANIFEST.MF", "JAR"), ("AndroidManifest.xml", "APK"), ("Index/Document.iwa", "PAGES"), ("FixedDocSeq.fdseq", "XPS"),
    ];

    /// <inheritdoc/>
    public bool Recognises(GuardedArchive archive) => NameOf(archive) is not null;

    /// <inheritdoc/>
    public FormatOutcome Read(GuardedArchive archive, RawFile file, CancellationToken cancellationToken) =>
        new FormatOutcome.Refused(new Rejection(RejectionCode.UnsupportedType, NameOf(archive)!));

    /// <summary>What the entry <c>mimetype</c> says; null where there is none.</summary>
    public static string? TypeOf(GuardedArchive archive)
    {
        if (archive.Find("mimetype") is not { Length: <= MaxTypeBytes, IsEncrypted: false } entry)
        {
            return null;
        }

        return Encoding.ASCII.GetString(archive.ReadStart(entry, MaxTypeBytes)).Trim();
    }

    private static string? NameOf(GuardedArchive archive)
    {
        if (archive.Find("[Content_Types].xml") is not null)
        {
            return archive.HasFolder("xl/") ? "XLSX" : archive.HasFolder("ppt/") ? "PPTX" : archive.HasFolder("visio/") ? "VSDX" : null;
        }

        return TypeOf(archive) switch
        {
            "application/epub+zip" => "EPUB",
            OpenDocument + "spreadsheet" => "ODS",
            OpenDocument + "presentation" => "ODP",
            OpenDocument + "graphics" => "ODG",
            { } type when type.StartsWith(OpenDocument, StringComparison.Ordinal) => "OPENDOCUMENT",
            _ => Marks.FirstOrDefault(mark => archive.Find(mark.Mark) is not null).Name,
        };
    }
}
