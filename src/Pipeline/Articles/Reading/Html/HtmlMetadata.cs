using AngleSharp.Html.Dom;

namespace Pipeline.Articles.Reading.Html;

/// <summary>Title, author, section, language, address and site of a page, each by all of its sources, the more trusted first.</summary>
internal static class HtmlMetadata
{
    private const int MaxName = 200;
    private static readonly string[] Separators = [" | ", " - ", " – ", " — ", " · ", " : ", " • "];

    /// <summary>What <paramref name="page"/> and its structured <paramref name="data"/> say.</summary>
    public static IEnumerable<(MetadataField Field, MetadataSource Source, string? Value)> Of(IHtmlDocument page, StructuredData data)
    {
        var site = page.Meta("og:site_name") ?? page.Meta("application-name");
        return
        [
            .. Titles(page, data, site),
            .. From(MetadataField.Author, MetadataSource.StructuredData, data.ArticleTexts("author").Take(1)),
            .. From(MetadataField.Author, MetadataSource.MetaTag, page.Metas("author").Concat(page.Metas("byl")).Concat(page.Metas("dc.creator"))),
            .. From(MetadataField.Author, MetadataSource.OpenGraph, page.Metas("article:author").Where(name => !name.Contains("://", StringComparison.Ordinal))),
            .. From(MetadataField.Author, MetadataSource.Microdata, Words(page, "[itemprop='author' i] [itemprop='name' i], [itemprop='author' i]").Take(1)),
            .. From(MetadataField.Author, MetadataSource.NamedElement, Words(page, "[rel='author'], .byline, .author").Take(1)),
            .. From(MetadataField.Section, MetadataSource.StructuredData, data.ArticleTexts("articleSection").Take(1)),
            .. From(MetadataField.Section, MetadataSource.OpenGraph, page.Metas("article:section").Concat(page.Metas("og:section"))),
            .. From(MetadataField.Section, MetadataSource.MetaTag, page.Metas("section")),
            .. From(MetadataField.Language, MetadataSource.MetaTag, page.Attributes("html[lang]", "lang")),
            .. From(MetadataField.Language, MetadataSource.StructuredData, data.ArticleTexts("inLanguage").Take(1)),
            .. From(MetadataField.Language, MetadataSource.OpenGraph, page.Metas("og:locale")),
            .. From(MetadataField.SourceUrl, MetadataSource.MetaTag, page.Attributes("link[rel='canonical' i]", "href")),
            .. From(MetadataField.SourceUrl, MetadataSource.OpenGraph, page.Metas("og:url")),
            .. From(MetadataField.SourceName, MetadataSource.OpenGraph, page.Metas("og:site_name")),
            .. From(MetadataField.SourceName, MetadataSource.StructuredData, data.ArticleTexts("publisher").Take(1)),
            .. From(MetadataField.SourceName, MetadataSource.MetaTag, page.Metas("application-name")),
        ];
    }

    private static IEnumerable<(MetadataField Field, MetadataSource Source, string? Value)> Titles(IHtmlDocument page, StructuredData data, string? site)
    {
        var heading = Words(page, "h1");
        var names = site is null ? [] : new[] { site };
        return From(MetadataField.Title, MetadataSource.StructuredData, data.ArticleTexts("headline").Take(1).Select(Decoded))
            .Concat(From(MetadataField.Title, MetadataSource.OpenGraph, page.Metas("og:title").Take(1).Select(title => WithoutSite(title, names, page))))
            .Concat(From(MetadataField.Title, MetadataSource.Heading, heading.Take(1)))
            .Concat(From(MetadataField.Title, MetadataSource.Heading, page.Title is { } title ? [WithoutSite(title, names, page)] : []));
    }

    private static IEnumerable<(MetadataField Field, MetadataSource Source, string? Value)> From(
        MetadataField field, MetadataSource source, IEnumerable<string> values) =>
        values.Select(HtmlText.Collapse).Where(value => value.Length is > 0 and <= MaxName * 2).Distinct().Select(value => (field, source, (string?)value));

    private static IEnumerable<string> Words(IHtmlDocument page, string selector) =>
        page.QuerySelectorAll(selector).Select(element => HtmlText.Collapse(element.TextContent)).Where(text => text.Length is > 0 and <= MaxName);

    // Systems write "&#8217;" into JSON, where nothing decodes it.
    private static string Decoded(string text) => System.Net.WebUtility.HtmlDecode(text);

    // "The bridge opens | The Gazette": the end is cut where it names the site, or where a heading of the page says the rest.
    private static string WithoutSite(string title, IReadOnlyList<string> names, IHtmlDocument page)
    {
        var text = HtmlText.Collapse(title);
        foreach (var separator in Separators)
        {
            var at = text.LastIndexOf(separator, StringComparison.Ordinal);
            if (at <= 0)
            {
                continue;
            }

            var head = text[..at].Trim();
            var tail = text[(at + separator.Length)..].Trim();
            if (names.Any(name => tail.Equals(name, StringComparison.OrdinalIgnoreCase)) || Words(page, "h1").Any(heading => heading.Equals(head, StringComparison.OrdinalIgnoreCase)))
            {
                return head;
            }
        }

        return text;
    }
}
