using System.Globalization;

namespace Pipeline.Site;

/// <summary>Writes digests as a JSON Feed 1.1 (jsonfeed.org) in a language. Thread-safe.</summary>
internal sealed class JsonFeed(Strings strings, SiteLinks links, NewsroomOptions newsroom)
{
    /// <summary>Media type.</summary>
    public const string MediaType = "application/feed+json; charset=utf-8";

    /// <summary>The document for <paramref name="entries"/>, newest first.</summary>
    public string Write(IReadOnlyList<FeedEntry> entries) => SiteJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("version", "https://jsonfeed.org/version/1.1");
        json.WriteString("title", strings.Text("site.feeds.name", ("newsroom", newsroom.Name)));
        json.WriteString("description", strings.Text("site.tagline"));
        json.WriteString("home_page_url", links.Archive(strings.Language));
        json.WriteString("feed_url", links.JsonFeed(strings.Language));
        json.WriteString("language", strings.Language);
        json.WriteStartArray("authors");
        json.WriteStartObject();
        json.WriteString("name", newsroom.Name);
        json.WriteString("url", links.Home());
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartArray("items");
        foreach (var entry in entries)
        {
            json.WriteStartObject();
            json.WriteString("id", entry.Address);
            json.WriteString("url", entry.Address);
            json.WriteString("title", entry.Title);
            json.WriteString("summary", entry.Summary);
            json.WriteString(entry.Html.Length > 0 ? "content_html" : "content_text", entry.Html.Length > 0 ? entry.Html : entry.Summary);
            json.WriteString("date_published", entry.Published.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}
