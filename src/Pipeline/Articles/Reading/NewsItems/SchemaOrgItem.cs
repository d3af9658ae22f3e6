using System.Text.Json;
using Pipeline.Articles.Reading.Metadata;

namespace Pipeline.Articles.Reading.NewsItems;

/// <summary>An article of schema.org: <c>NewsArticle</c> and its kin (https://schema.org/NewsArticle).</summary>
internal static class SchemaOrgItem
{
    /// <summary>Whether <paramref name="item"/> is of a type of article.</summary>
    public static bool IsArticle(JsonElement item) => item.List("@type").Any(type => type.ValueKind == JsonValueKind.String && IsArticleType(type.GetString()!));

    /// <summary>The body, which may hold HTML, and what is said about it.</summary>
    public static (string? Body, IReadOnlyList<MetadataCandidate> Candidates) Read(JsonElement item) =>
        (item.Text("articleBody", "text", "reviewBody"), MetadataCandidates.Of(
        [
            (MetadataField.Title, MetadataSource.NewsItem, item.Text("headline", "name")),
            (MetadataField.Author, MetadataSource.NewsItem, item.Names("author", "name") ?? item.Names("creator", "name")),
            (MetadataField.Published, MetadataSource.NewsItem, item.Text("datePublished")),
            (MetadataField.Published, MetadataSource.NewsItem, item.Text("dateCreated")),
            (MetadataField.Published, MetadataSource.Modified, item.Text("dateModified")),
            (MetadataField.SourceName, MetadataSource.NewsItem, item.Names("publisher", "name") ?? item.Names("sourceOrganization", "name")),
            (MetadataField.SourceUrl, MetadataSource.NewsItem, item.Text("url") ?? item.Names("mainEntityOfPage", "@id", "url") ?? item.Text("@id")),
            (MetadataField.Language, MetadataSource.NewsItem, item.Names("inLanguage", "alternateName", "name")),
            (MetadataField.Section, MetadataSource.NewsItem, item.Names("articleSection", "name")),
        ]));

    // "NewsArticle", "http://schema.org/ReportageNewsArticle", "schema:BlogPosting".
    private static bool IsArticleType(string type) =>
        type.EndsWith("Article", StringComparison.Ordinal) || type.EndsWith("BlogPosting", StringComparison.Ordinal) || type.EndsWith("Report", StringComparison.Ordinal);
}
