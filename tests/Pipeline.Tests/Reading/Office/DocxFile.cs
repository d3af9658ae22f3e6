using System.Text;
using Pipeline.Tests.Reading.Archives;

namespace Pipeline.Tests.Reading.Office;

/// <summary>Writes small Word documents.</summary>
internal sealed class DocxFile
{
    public const string Word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private readonly List<(string Name, byte[] Content)> _parts = [("[Content_Types].xml", Encoding.UTF8.GetBytes($"<Types xmlns=\"{Package}/content-types\"/>"))];

    public static string Paragraph(string text, string style = "") =>
        $"<w:p>{(style.Length == 0 ? "" : $"<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>")}{Run(text)}</w:p>";

    public static string Run(string text, string properties = "") =>
        $"<w:r>{(properties.Length == 0 ? "" : $"<w:rPr>{properties}</w:rPr>")}<w:t xml:space=\"preserve\">{text}</w:t></w:r>";

    /// <summary>The main part around <paramref name="body"/>, in <paramref name="head"/> what stands before its root.</summary>
    public static string Document(string body, string head = "", string word = Word) => $"""
        {head}<w:document xmlns:w="{word}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"
        xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"
        ><w:body>{body}</w:body></w:document>
        """;

    public static byte[] Of(string body) => new DocxFile().Part("word/document.xml", Document(body)).Build();

    public DocxFile Part(string name, string xml) => Part(name, Encoding.UTF8.GetBytes(xml));

    public DocxFile Part(string name, byte[] bytes)
    {
        _parts.Add((name, bytes));
        return this;
    }

    public DocxFile Styles(string styles) => Part("word/styles.xml", $"<w:styles xmlns:w=\"{Word}\">{styles}</w:styles>");

    public DocxFile Properties(string properties) => Part(
        "docProps/core.xml",
        $"<cp:coreProperties xmlns:cp=\"{Package}/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\">{properties}</cp:coreProperties>");

    /// <summary>Says that the main part is at <paramref name="target"/>.</summary>
    public DocxFile Main(string target) =>
        Part("_rels/.rels", $"<Relationships xmlns=\"{Package}/relationships\"><Relationship Id=\"r\" Type=\"{Office}/officeDocument\" Target=\"{target}\"/></Relationships>");

    public byte[] Build() => ZipFile.Of([.. _parts]);
}
