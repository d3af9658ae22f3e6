using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Pipeline.Articles.Reading.Metadata;

namespace Pipeline.Articles.Reading.Html;

/// <summary>All that a page says about its publication, by its sources. Thread-safe.</summary>
internal sealed class HtmlDates(MomentReader moments)
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;
    private const int MaxLabel = 120;
    private const int MaxBlocks = 400;

    private static readonly Regex Path = new(@"[/_-](?<y>(19|20)\d\d)[/-](?<m>\d{1,2})[/-](?<d>\d{1,2})([/_.-]|$)", Options);
    private static readonly Regex Digits = new(@"[/_-](?<y>(19|20)\d\d)(?<m>\d\d)(?<d>\d\d)([/_.-]|$)", Options);

    private static readonly string[] OpenGraph = ["article:published_time", "og:published_time", "og:article:published_time", "og:pubdate", "og:article:published"];

    private static readonly string[] Metas =
    [
        "article:published", "published_time", "datePublished", "date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "publication-date", "published",
        "sailthru.date", "parsely-pub-date", "cxenseparse:recs:publishtime", "dc.date.issued", "dc.date", "dc.date.created", "dcterms.issued", "dcterms.created", "dcterms.date",
        "citation_publication_date", "citation_online_date", "article.published", "article_date_original", "originalpublicationdate", "pdate", "ptime", "displaydate", "rnews:datepublished",
        "date_published", "datecreated", "created", "vr:published_time", "bt:pubdate", "iso-8601-publish-date", "shareaholic:article_published_time", "timestamp",
    ];

    private static readonly string[] Modified = ["article:modified_time", "og:updated_time", "article:modified", "last-modified", "dcterms.modified", "dc.date.modified", "datemodified", "lastmod", "revised"];

    private const string Named =
        "[class*='publish' i], [id*='publish' i], [class*='entry-date' i], [class*='post-date' i], [class*='postdate' i], [class*='date' i], [id*='date' i], [class*='datum' i], " +
        "[class*='posted' i], [class*='time' i], [class*='byline' i], [class*='post-meta' i], [class*='entry-meta' i], [class*='post-info' i], [class*='article__meta' i], [class*='meta' i], [class*='info' i]";

    /// <summary>The candidates of <paramref name="page"/> with its structured <paramref name="data"/>, source by source.</summary>
    public IEnumerable<(MetadataField Field, MetadataSource Source, string? Value)> Of(IHtmlDocument page, StructuredData data)
    {
        (MetadataSource Source, IEnumerable<string> Values)[] all =
        [
            (MetadataSource.UrlPath, Addresses(page).Select(DayOf).OfType<string>()),
            (MetadataSource.Microdata, Microdata(page, "datePublished").Concat(Microdata(page, "dateCreated"))),
            (MetadataSource.OpenGraph, OpenGraph.SelectMany(page.Metas)),
            (MetadataSource.Abbreviation, page.Attributes("abbr.published, abbr.date-published, abbr[class*='date' i]", "title").Where(IsMoment)),
            (MetadataSource.MetaTag, Metas.SelectMany(page.Metas).Where(IsMoment)),
            (MetadataSource.TimeElement, Times(page)),
            (MetadataSource.StructuredData, data.Texts("datePublished").Concat(data.Texts("dateCreated")).Where(IsMoment)),
            (MetadataSource.NamedElement, Labels(page, Named)),
            (MetadataSource.Text, Blocks(page)),
            (MetadataSource.Modified, Modified.SelectMany(page.Metas).Concat(Microdata(page, "dateModified")).Concat(data.Texts("dateModified")).Where(IsMoment)),
        ];
        return all.SelectMany(source => source.Values.Take(1).Select(value => (MetadataField.Published, source.Source, (string?)value)));
    }

    private static IEnumerable<string> Addresses(IHtmlDocument page) =>
        page.Attributes("link[rel='canonical' i]", "href").Concat(page.Metas("og:url")).Concat(page.Attributes("link[rel='amphtml' i]", "href"));

    private static string? DayOf(string address)
    {
        foreach (var pattern in (Regex[])[Path, Digits])
        {
            if (pattern.Match(address) is { Success: true } match)
            {
                return $"{match.Groups["y"].Value}-{match.Groups["m"].Value.PadLeft(2, '0')}-{match.Groups["d"].Value.PadLeft(2, '0')}";
            }
        }

        return null;
    }

    private IEnumerable<string> Microdata(IHtmlDocument page, string property) =>
        page.QuerySelectorAll($"[itemprop='{property}' i], [property='{property}' i], [pubdate]")
            .SelectMany(element => new[] { element.GetAttribute("content"), element.GetAttribute("datetime"), Short(element) })
            .OfType<string>().Where(IsMoment);

    private IEnumerable<string> Times(IHtmlDocument page)
    {
        var times = page.QuerySelectorAll("time").ToList();
        var ordered = times.Where(time => time.HasAttribute("pubdate"))
            .Concat(times.Where(time => IsPublication(time))).Concat(times.Where(time => time.Closest("article, main") is not null)).Concat(times);
        return ordered.SelectMany(time => new[] { time.GetAttribute("datetime"), time.GetAttribute("title"), Short(time) }).OfType<string>().Where(IsMoment);
    }

    private static bool IsPublication(IElement time) =>
        time.ClassName is { } name && (name.Contains("publish", StringComparison.OrdinalIgnoreCase) || name.Contains("entry-date", StringComparison.OrdinalIgnoreCase));

    private IEnumerable<string> Labels(IHtmlDocument page, string selector) =>
        page.QuerySelectorAll(selector).SelectMany(element => new[] { element.GetAttribute("title"), element.GetAttribute("content"), Short(element) }).OfType<string>().Where(IsMoment);

    private IEnumerable<string> Blocks(IHtmlDocument page) =>
        page.Body is null ? [] : HtmlText.Lines(page.Body).Take(MaxBlocks).Where(line => line.Length <= MaxLabel && IsMoment(line));

    private static string? Short(IElement element) =>
        element.TextContent is { Length: <= MaxLabel * 4 } text && HtmlText.Collapse(text) is { Length: > 0 and <= MaxLabel } words ? words : null;

    private bool IsMoment(string value) => moments.Read(value) is not null;
}
