using System.Globalization;
using System.Text;
using System.Xml;

namespace Pipeline.Site;

/// <summary>Writes digests as an Atom feed (RFC 4287) in a language. Thread-safe.</summary>
internal sealed class AtomFeed(Strings strings, SiteLinks links, NewsroomOptions newsroom)
{
    /// <summary>Media type.</summary>
    public const string MediaType = "application/atom+xml; charset=utf-8";

    private const string Atom = "http://www.w3.org/2005/Atom";

    /// <summary>The document for <paramref name="entries"/>, newest first.</summary>
    public string Write(IReadOnlyList<FeedEntry> entries)
    {
        using var text = new Utf8Writer();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n" }))
        {
            xml.WriteStartElement("feed", Atom);
            xml.WriteAttributeString("xml", "lang", null, strings.Language);
            xml.WriteElementString("id", Atom, links.Atom(strings.Language));
            WriteText(xml, "title", "text", strings.Text("site.feeds.name", ("newsroom", newsroom.Name)));
            WriteText(xml, "subtitle", "text", strings.Text("site.tagline"));
            xml.WriteElementString("updated", Atom, Instant(entries.Count == 0 ? DateTimeOffset.UnixEpoch : entries[0].Published));
            xml.WriteStartElement("author", Atom);
            xml.WriteElementString("name", Atom, Clean(newsroom.Name));
            xml.WriteEndElement();
            WriteLink(xml, "self", "application/atom+xml", links.Atom(strings.Language));
            WriteLink(xml, "alternate", "text/html", links.Archive(strings.Language));
            xml.WriteElementString("generator", Atom, "Pipeline");
            foreach (var entry in entries)
            {
                WriteEntry(xml, entry);
            }

            xml.WriteEndElement();
        }

        return text.ToString();
    }

    private static void WriteEntry(XmlWriter xml, FeedEntry entry)
    {
        xml.WriteStartElement("entry", Atom);
        xml.WriteElementString("id", Atom, entry.Address);
        WriteText(xml, "title", "text", entry.Title);
        xml.WriteElementString("published", Atom, Instant(entry.Published));
        xml.WriteElementString("updated", Atom, Instant(entry.Published));
        WriteLink(xml, "alternate", "text/html", entry.Address);
        WriteText(xml, "summary", "text", entry.Summary);
        if (entry.Html.Length > 0)
        {
            WriteText(xml, "content", "html", entry.Html);
        }

        xml.WriteEndElement();
    }

    private static void WriteText(XmlWriter xml, string name, string type, string text)
    {
        xml.WriteStartElement(name, Atom);
        xml.WriteAttributeString("type", type);
        xml.WriteString(Clean(text));
        xml.WriteEndElement();
    }

    private static void WriteLink(XmlWriter xml, string relation, string type, string address)
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    // XML 1.0 has no way to write some characters, not even escaped.
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            clean.Append(rune.Value is '\t' or '\n' or '\r' || (rune.Value >= 0x20 && (rune.Value & 0xFFFE) != 0xFFFE) ? rune.ToString() : "\uFFFD");
        }

        return clean.ToString();
    }

    // The declaration names the encoding of its writer, and a writer of text is UTF-16 otherwise.
    private sealed class Utf8Writer() : StringWriter(CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => Encoding.UTF8;
    }
}
