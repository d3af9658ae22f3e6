using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using MimeKit;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace Pipeline.Soak.Files;

/// <summary>A story in each format that is read.</summary>
internal static class StoryFormats
{
    /// <summary>Extension, writer, and whether the format has a place for the headline.</summary>
    public static IReadOnlyList<(string Extension, Func<Story, byte[]> Write, bool HasTitle)> All { get; } =
    [
        (".txt", Text, true), (".windows.txt", Windows, true), (".utf16.txt", Utf16, true), (".md", Markdown, true), (".html", Html, true),
        (".docx", Docx, false), (".odt", Odt, false), (".rtf", Rtf, false), (".pdf", Pdf, false), (".eml", Mail, false), (".json", Json, true),
        (".xml", NewsMl, true),
    ];

    public static byte[] Text(Story story) => Encoding.UTF8.GetBytes(PlainText(story));

    private static byte[] Windows(Story story) =>
        Encoding.Latin1.GetBytes(PlainText(story).Replace('’', '\u0092').Replace("œ", "oe", StringComparison.Ordinal));

    private static byte[] Utf16(Story story) => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(PlainText(story))];

    private static byte[] Markdown(Story story) => Encoding.UTF8.GetBytes(
        $"---\ntitle: {story.Title}\ndate: {story.Iso}\nauthor: {story.Author}\nlanguage: {story.Language}\n---\n\n{story.Body}\n");

    private static byte[] Html(Story story)
    {
        var paragraphs = string.Concat(story.Paragraphs.Select(paragraph => $"<p>{WebUtility.HtmlEncode(paragraph)}</p>\n"));
        var title = WebUtility.HtmlEncode(story.Title);
        return Encoding.UTF8.GetBytes(
            $"<!doctype html><html lang=\"{story.Language}\"><head><meta charset=\"utf-8\"><title>{title}</title><meta property=\"og:title\" content=\"{title}\">"
            + $"<meta property=\"article:published_time\" content=\"{story.Iso}T08:00:00Z\"></head><body><nav><a href=\"/\">Accueil</a> <a href=\"/x\">Sport</a></nav>"
            + $"<article><h1>{title}</h1>\n{paragraphs}</article><footer>Contact</footer></body></html>");
    }

    private static byte[] Docx(Story story)
    {
        var paragraphs = string.Concat(story.Paragraphs.Prepend(story.Title).Select(text => $"<w:p><w:r><w:t>{WebUtility.HtmlEncode(text)}</w:t></w:r></w:p>"));
        return Zip.Of(
            ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>"),
            ("_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>"),
            ("word/document.xml", $"<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{paragraphs}</w:body></w:document>"));
    }

    private static byte[] Odt(Story story)
    {
        var paragraphs = string.Concat(story.Paragraphs.Prepend(story.Title).Select(text => $"<text:p>{WebUtility.HtmlEncode(text)}</text:p>"));
        return Zip.Of(
            ("mimetype", "application/vnd.oasis.opendocument.text"),
            ("META-INF/manifest.xml", "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"><manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"application/vnd.oasis.opendocument.text\"/></manifest:manifest>"),
            ("content.xml", $"<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:text>{paragraphs}</office:text></office:body></office:document-content>"));
    }

    private static byte[] Rtf(Story story)
    {
        var text = new StringBuilder("{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Arial;}}\\f0\\fs24 ");
        foreach (var character in string.Join('\n', story.Paragraphs.Prepend(story.Title)))
        {
            text.Append(character switch
            {
                '\n' => "\\par\n",
                '\\' or '{' or '}' => "\\" + character,
                > '\u007f' => string.Create(CultureInfo.InvariantCulture, $"\\u{(short)character}?"),
                _ => character.ToString(),
            });
        }

        return Encoding.ASCII.GetBytes(text.Append("\\par}").ToString());
    }

    private static byte[] Pdf(Story story)
    {
        using var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(Standard14Font.Helvetica);
        var page = builder.AddPage(PageSize.A4);
        var y = 780.0;
        page.AddText(Plain(story.Title), 16, new PdfPoint(60, y), font);
        foreach (var paragraph in story.Paragraphs)
        {
            y -= 10;
            foreach (var line in Plain(paragraph).Split(' ').Chunk(12))
            {
                y -= 13;
                page.AddText(string.Join(' ', line), 10, new PdfPoint(60, y), font);
            }
        }

        return builder.Build();
    }

    private static byte[] Mail(Story story)
    {
        using var message = new MimeMessage();
        message.From.Add(new MailboxAddress(story.Author, "redaction@example.org"));
        message.To.Add(new MailboxAddress("Pipeline", "articles@example.org"));
        message.Date = new DateTimeOffset(story.Date, new TimeOnly(9, 0), TimeSpan.Zero);
        message.MessageId = $"{story.Iso}.{story.Title.Length}@example.org";
        message.Subject = story.Title;
        message.Body = new TextPart("plain") { Text = story.Body };
        using var bytes = new MemoryStream();
        message.WriteTo(bytes);
        return bytes.ToArray();
    }

    private static byte[] Json(Story story) => JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
    {
        ["@context"] = "https://schema.org",
        ["@type"] = "NewsArticle",
        ["headline"] = story.Title,
        ["articleBody"] = story.Body,
        ["datePublished"] = story.Iso + "T08:00:00Z",
        ["inLanguage"] = story.Language,
    });

    private static byte[] NewsMl(Story story) => Encoding.UTF8.GetBytes(
        $"<newsItem xmlns=\"http://iptc.org/std/nar/2006-10-01/\" guid=\"urn:x:{story.Iso}\" version=\"1\"><contentMeta><contentCreated>{story.Iso}T08:00:00Z</contentCreated>"
        + $"<language tag=\"{story.Language}\"/><headline>{WebUtility.HtmlEncode(story.Title)}</headline></contentMeta>"
        + $"<contentSet><inlineData contenttype=\"text/plain\">{WebUtility.HtmlEncode(story.Body)}</inlineData></contentSet></newsItem>");

    private static string PlainText(Story story) => $"date {story.Iso}\n{story.Title}\n\n{story.Body}\n";

    // The writer of PDF has fonts without accents only.
    private static string Plain(string text) =>
        new([.. text.Replace('’', '\'').Replace("œ", "oe", StringComparison.Ordinal).Normalize(NormalizationForm.FormD).Where(char.IsAscii)]);
}
