using System.IO.Compression;
using System.Text;

namespace Pipeline.EndToEnd.Tests.Corpus;

/// <summary>Builds the bytes of files.</summary>
internal static class Bytes
{
    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static byte[] CodePage(int page, string text) => CodePagesEncodingProvider.Instance.GetEncoding(page)!.GetBytes(text);

    public static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();

    /// <summary>A zip file of these entries.</summary>
    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return bytes.ToArray();
    }

    /// <summary>A Word document with this main part.</summary>
    public static byte[] Docx(string document) => Zip(
        ("[Content_Types].xml", Utf8("""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>""")), ("word/document.xml", Utf8(document)));

    /// <summary>The main part of a Word document around these paragraphs.</summary>
    public static string WordXml(string body) =>
        $"""<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>""";

    public static string WordParagraph(string text) => $"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>";

    /// <summary>The first bytes of a compound file whose directory names <paramref name="stream"/>.</summary>
    public static byte[] CompoundFile(string stream) => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[504], .. Encoding.Unicode.GetBytes(stream), .. new byte[400]];

    /// <summary>Bytes without sense, the same each time.</summary>
    public static byte[] Noise(int count)
    {
        var bytes = new byte[count];
        new Random(20260304).NextBytes(bytes);
        return bytes;
    }
}
