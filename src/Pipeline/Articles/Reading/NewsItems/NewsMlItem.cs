using System.Xml.Linq;
using Pipeline.Articles.Reading.Metadata;

namespace Pipeline.Articles.Reading.NewsItems;

/// <summary>A <c>newsItem</c> of NewsML-G2 with its text in XHTML, NITF or plain text (https://iptc.org/standards/newsml-g2).</summary>
internal static class NewsMlItem
{
    /// <summary>The body and what is said about it; the body is null where the item holds none, as one of a picture does.</summary>
    public static (string? Body, IReadOnlyList<MetadataCandidate> Candidates) Read(XElement item)
    {
        var content = item.Find("contentMeta");
        var meta = item.Find("itemMeta");
        var set = item.Find("contentSet");
        var nitf = set?.DescendantsNamed("nitf").FirstOrDefault();
        var (innerBody, inner) = nitf is null ? (null, []) : NitfItem.Read(nitf);
        var own = MetadataCandidates.Of(
        [
            (MetadataField.Title, MetadataSource.NewsItem, content.Find("headline").Line() ?? meta.Find("title").Line()),
            (MetadataField.Author, MetadataSource.NewsItem, content.Find("by").Line() ?? NameOf(content.Find("creator"))),
            (MetadataField.Published, MetadataSource.NewsItem, content.Find("contentCreated").Line()),
            (MetadataField.Published, MetadataSource.NewsItem, meta.Find("firstCreated").Line()),
            (MetadataField.Published, MetadataSource.Modified, meta.Find("versionCreated").Line()),
            (MetadataField.SourceName, MetadataSource.NewsItem, NameOf(content.Find("infoSource")) ?? NameOf(meta.Find("provider"))),
            (MetadataField.SourceUrl, MetadataSource.NewsItem, meta.Elements("link", "href")),
            (MetadataField.Language, MetadataSource.NewsItem, (string?)content.Find("language")?.Attribute("tag") ?? (string?)item.Attribute(XNamespace.Xml + "lang")),
            (MetadataField.Section, MetadataSource.NewsItem, content.Find("genre", "name").Line()),
        ]);
        return (innerBody ?? BodyOf(set), [.. own, .. inner]);
    }

    private static string? BodyOf(XElement? set)
    {
        var html = set?.DescendantsNamed("body").FirstOrDefault();
        var inline = html ?? set.Find("inlineXML");
        return inline is not null ? inline.BlockText() : set.Find("inlineData")?.Value;
    }

    // A name, else what identifies it: "nprov:AFP" is the agency AFP.
    private static string? NameOf(XElement? party)
    {
        var code = (string?)party?.Attribute("literal") ?? (string?)party?.Attribute("qcode");
        return party.Find("name").Line() ?? code?[(code.IndexOf(':', StringComparison.Ordinal) + 1)..];
    }

    private static string? Elements(this XElement? meta, string name, string attribute) =>
        meta?.Elements().Where(element => element.Name.LocalName == name).Select(element => (string?)element.Attribute(attribute)).FirstOrDefault(value => value is not null);
}
