using System.Text.Json;
using Pipeline.Articles.Reading.Metadata;

namespace Pipeline.Articles.Reading.NewsItems;

/// <summary>A text item of ninjs, versions 1 to 3 (IPTC, https://iptc.org/standards/ninjs).</summary>
internal static class NinjsItem
{
    /// <summary>Whether <paramref name="item"/> is one: it has an identifier, and a headline or body as ninjs names them.</summary>
    public static bool IsItem(JsonElement item) =>
        item.Text("uri") is not null
        && (item.Text("headline", "body_text", "body_xhtml", "body_html") is not null || item.List("headlines").Any() || item.List("bodies").Any());

    /// <summary>The body, which may hold HTML, and what is said about it.</summary>
    public static (string? Body, IReadOnlyList<MetadataCandidate> Candidates) Read(JsonElement item) => (BodyOf(item), MetadataCandidates.Of(
        [
            (MetadataField.Title, MetadataSource.NewsItem, HeadlineOf(item)),
            (MetadataField.Author, MetadataSource.NewsItem, item.Text("byline", "by") ?? item.Names("people", "name")),
            (MetadataField.Published, MetadataSource.NewsItem, item.Text("contentcreated", "contentCreated")),
            (MetadataField.Published, MetadataSource.NewsItem, item.Text("firstcreated", "firstCreated")),
            (MetadataField.Published, MetadataSource.Modified, item.Text("versioncreated", "versionCreated")),
            (MetadataField.SourceName, MetadataSource.NewsItem, item.Names("infosources", "name", "literal") ?? item.Text("source", "copyrightholder")),
            (MetadataField.SourceUrl, MetadataSource.NewsItem, item.Text("url", "uri")),
            (MetadataField.Language, MetadataSource.NewsItem, item.Text("language")),
            (MetadataField.Section, MetadataSource.NewsItem, item.Names("genres", "name", "literal") ?? item.Names("genre", "name", "literal")),
        ]));

    // The item's own order of preference: what names itself the main headline, else the first.
    private static string? HeadlineOf(JsonElement item)
    {
        var headlines = item.List("headlines").ToList();
        var main = headlines.Where(headline => headline.Text("role") is "main" or "title").Concat(headlines);
        return main.Select(headline => headline.Text("value")).FirstOrDefault(value => value is not null) ?? item.Text("headline", "title");
    }

    private static string? BodyOf(JsonElement item)
    {
        var bodies = item.List("bodies").Where(body => body.Text("value") is not null).ToList();
        var main = bodies.Where(body => body.Text("role") is "main" or "full" or null).Concat(bodies).FirstOrDefault();
        return main.Text("value") ?? item.Text("body_xhtml", "body_html", "body_text");
    }
}
