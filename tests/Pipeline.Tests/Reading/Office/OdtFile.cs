using System.Text;
using Pipeline.Tests.Reading.Archives;

namespace Pipeline.Tests.Reading.Office;

/// <summary>Writes small OpenDocument texts.</summary>
internal sealed class OdtFile
{
    private const string Namespaces = """
        xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
        xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
        xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
        xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
        """;

    private readonly List<(string Name, byte[] Content)> _parts = [];

    public static byte[] Of(string body, string styles = "") => new OdtFile().Type().Content(body, styles).Build();

    public OdtFile Type(string type = "application/vnd.oasis.opendocument.text") => Part("mimetype", type);

    public OdtFile Content(string body, string styles = "", string head = "") => Part(
        "content.xml",
        $"{head}<office:document-content {Namespaces}><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>");

    public OdtFile Properties(string properties) => Part("meta.xml", $"<office:document-meta {Namespaces}><office:meta>{properties}</office:meta></office:document-meta>");

    public OdtFile Manifest(string entries) =>
        Part("META-INF/manifest.xml", $"<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\">{entries}</manifest:manifest>");

    public OdtFile Part(string name, string text)
    {
        _parts.Add((name, Encoding.UTF8.GetBytes(text)));
        return this;
    }

    public byte[] Build() => ZipFile.Of([.. _parts]);
}
