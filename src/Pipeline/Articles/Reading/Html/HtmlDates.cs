using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Pipeline.Articles.Reading.Metadata;

namespace Pipeline.Articles.Reading.Html;

/// <summary>All that a page says about its publication, by its sources. Thread-safe.</summary>
internal sealed class HtmlDates(MomentReader moments, int earliestYear)
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;
    private const int MaxLabel = 120;
    private const int MaxBlocks = 3_000;

    private static readonly Regex Path = new(@"[/_-](?<y>(19|20)[0-9][0-9])[/-](?<m>[0-9]{1,2})[/-](?<d>[0-9]{1,2})([/_.-]|$)", Options);
    private static readonly Regex DayFirst = new(@"[/_-](?<d>[0-9][0-9])-(?<m>[0-9][0-9])-(?<y>20[0-9][0-9])([/_.-]|$)", Options);
    private static readonly Regex Digits = new(@"[/_-](?<y>(19|20)[0-9][0-9])(?<m>[0-9][0-9])(?<d>[0-9][0-9])([/_.-]|$)", Options);

    private static readonly Regex ScriptDate = new(
        @"""(datePublished|published|publishedAt|published_at|publish_date|createdAt|created_at)""\s*:\s*""(?<day>[0-9]{4}-[0-9][0-9]-[0-9][0-9][^""]{0,30})""", Options);

    private static readonly string[] OpenGraph = ["article:published_time", "og:published_time", "og:article:published_time", "og:pubdate", "og:article:published"];

    private static readonly string[] Metas =
    [
        "article:published", "published_time", "datePublished", "date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "publication-date", "published",
        "sailthru.date", "parsely-pub-date", "cxenseparse:recs:publishtime", "dc.date.issued", "dc.date", "dc.date.created", "dcterms.issued", "dcterms.created", "dcterms.date",
        "citation_publication_date", "citation_online_date", "article.published", "article_date_original", "originalpublicationdate", "pdate", "ptime", "displaydate", "rnews:datepublished",
        "date_published", "datecreated", "created", "vr:published_time", "bt:pubdate", "iso-8601-publish-date", "shareaholic:article_published_time", "timestamp", "analyticsattributes.articledate",
    ];

    private static readonly string[] Modified = ["article:modified_time", "og:updated_time", "article:modified", "last-modified", "dcterms.modified", "dc.date.modified", "datemodified", "lastmod", "revised"];

    // Names that stylesheets give to the day of publication; then those of days and times of any kind.
    private const string Telling =
        "[class*='publish' i], [id*='publish' i], [class*='pubdate' i], [class*='entry-date' i], [class*='post-date' i], [class*='postdate' i], [class*='article-date' i], [class*='articledate' i], [class*='posted' i], [class*='created' i]";

    private const string Any =
        "[class*='date' i], [id*='date' i], [class*='datum' i], [class*='time' i], [class*='byline' i], [class*='meta' i], [class*='info' i], [class*='author' i]";

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
            (MetadataSource.NamedElement, Labels(page)),
            (MetadataSource.Text, Blocks(page).Concat(Scripts(page)).Concat(Pictures(page))),
            (MetadataSource.Modified, Modified.SelectMany(page.Metas).Concat(Microdata(page, "dateModified")).Concat(data.Texts("dateModified")).Where(IsMoment)),
        ];
        return all.SelectMany(source => source.Values.Take(1).Select(value => (MetadataField.Published, source.Source, (string?)value)));
    }

    private static IEnumerable<string> Addresses(IHtmlDocument page) =>
        page.Attributes("link[rel='canonical' i]", "href").Concat(page.Metas("og:url")).Concat(page.Attributes("link[rel='amphtml' i]", "href"));

    private static string? DayOf(string address)
    {
        foreach (var pattern in (Regex[])[Path, Digits, DayFirst])
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

    private IEnumerable<string> Labels(IHtmlDocument page)
    {
        var any = page.QuerySelectorAll(Any).ToList();
        var within = any.Where(element => element.Closest("article, main") is not null);
        return page.QuerySelectorAll(Telling).Concat(within).Concat(AfterHeading(page, any)).Concat(any).SelectMany(element => new[] { element.GetAttribute("data-date-time"), element.GetAttribute("title"), element.GetAttribute("content"), Short(element) }).OfType<string>().Where(IsLabel);
    }

    // A head of a page shows today's day, or the newest article's.
    private static IEnumerable<IElement> AfterHeading(IHtmlDocument page, List<IElement> elements) =>
        page.QuerySelector("h1") is { } heading
            ? elements.Where(element => heading.CompareDocumentPosition(element).HasFlag(DocumentPositions.Following))
            : [];

    private IEnumerable<string> Blocks(IHtmlDocument page) =>
        page.Body is null ? [] : HtmlText.Lines(page.Body).Take(MaxBlocks).Where(line => line.Length <= MaxLabel && IsLabel(line));

    // What a page without any label still says: the day in its data for scripts, or in the path of its picture.
    private static IEnumerable<string> Scripts(IHtmlDocument page) =>
        page.QuerySelectorAll("script:not([type='application/ld+json' i])").SelectMany(script => ScriptDate.Matches(script.TextContent)).Select(match => match.Groups["day"].Value);

    private static IEnumerable<string> Pictures(IHtmlDocument page) =>
        page.Metas("og:image").Concat(page.Metas("twitter:image")).Select(DayOf).OfType<string>();

    private static string? Short(IElement element) =>
        element.TextContent is { Length: <= MaxLabel * 4 } text && HtmlText.Collapse(text) is { Length: > 0 and <= MaxLabel } words ? words : null;

    // A number alone is no label of a day, and a telephone number in the text none at all.
    private bool IsLabel(string text) => text.AsSpan().IndexOfAnyExceptInRange('0', '9') >= 0 && IsMoment(text);

    private bool IsMoment(string value) => moments.Read(value) is { } moment && moment.Day.Year >= earliestYear;
}
