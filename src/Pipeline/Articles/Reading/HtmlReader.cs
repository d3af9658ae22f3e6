using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Pipeline.Articles.Reading;

/// <summary>A page, saved or exported. Nothing is fetched and no script runs.</summary>
internal sealed class HtmlReader(ReadingOptions options) : ITextReader
{
    private static readonly Regex Document = new(
        @"^\s*(<!--[^>]{0,500}-->\s*)?<(!doctype\s+html|html|head|body|article|main|h1|p|div|section)\b",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex Paragraphs = new(
        @"</(p|h[1-6]|div|article|html|body)\s*>", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // In the order of measured trust: article metadata, microdata, generic metadata, time elements, structured data.
    private static readonly (string Selector, string Attribute)[] DateSources =
    [
        ("meta[property='article:published_time' i]", "content"),
        ("meta[itemprop='datePublished' i]", "content"),
        ("[itemprop='datePublished' i]", "datetime"),
        ("meta[name='article:published_time' i], meta[name='date' i], meta[name='pubdate' i], meta[name='publishdate' i]", "content"),
        ("meta[name='dc.date.issued' i], meta[name='dc.date' i], meta[name='dcterms.issued' i], meta[name='dcterms.created' i]", "content"),
        ("time[pubdate]", "datetime"),
        ("article time[datetime]", "datetime"),
        ("time[datetime]", "datetime"),
    ];

    /// <inheritdoc/>
    public bool Recognises(string text) => Document.IsMatch(text) && (Paragraphs.IsMatch(text) || !text.AsSpan().TrimStart().StartsWith("<p", StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public FormatOutcome Read(string text, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!HtmlGuard.Accepts(text, options.MaxHtmlDepth, options.MaxHtmlTags))
        {
            return new FormatOutcome.Refused(new Rejection(RejectionCode.TooComplex, "HTML"));
        }

        using var page = new HtmlParser().ParseDocument(text);
        var candidates = MetadataCandidates.Of(
        [
            (MetadataField.Title, MetadataSource.OpenGraph, Title(page)),
            .. Dates(page).Select(value => (MetadataField.Published, MetadataSource.OpenGraph, (string?)value)),
            (MetadataField.SourceName, MetadataSource.OpenGraph, Attribute(page, "meta[property='og:site_name' i]", "content")),
            (MetadataField.SourceUrl, MetadataSource.OpenGraph,
                Attribute(page, "link[rel='canonical' i]", "href") ?? Attribute(page, "meta[property='og:url' i]", "content")),
        ]);
        var body = HtmlText.Of(page); // Takes the scripts out of the page, so it comes last.
        return body.Length == 0
            ? new FormatOutcome.Refused(new Rejection(RejectionCode.NoArticle))
            : new FormatOutcome.Parts { Body = body, Candidates = candidates };
    }

    private static string? Title(IHtmlDocument page)
    {
        var title = Attribute(page, "meta[property='og:title' i]", "content") ?? page.QuerySelector("h1")?.TextContent;
        title = string.IsNullOrWhiteSpace(title) ? page.Title : title;
        return string.IsNullOrWhiteSpace(title) ? null : string.Join(' ', title.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static IEnumerable<string> Dates(IHtmlDocument page)
    {
        foreach (var (selector, attribute) in DateSources)
        {
            if (Attribute(page, selector, attribute) is { } value)
            {
                yield return value;
            }
        }

        foreach (var script in page.QuerySelectorAll("script[type='application/ld+json' i]"))
        {
            if (StructuredDate(script.TextContent) is { } value)
            {
                yield return value;
            }
        }
    }

    private static string? Attribute(IHtmlDocument page, string selector, string attribute)
    {
        var value = page.QuerySelector(selector)?.GetAttribute(attribute);
        return string.IsNullOrWhiteSpace(value) ? null : value.Trim();
    }

    private static string? StructuredDate(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return Find(document.RootElement);
        }
        catch (JsonException)
        {
            return null; // Broken or contradictory structured data is passed over; the page has other sources.
        }
    }

    // The parser limits the depth to 64, so that this recursion is bounded.
    private static string? Find(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().Select(Find).FirstOrDefault(value => value is not null),
        JsonValueKind.Object when element.TryGetProperty("datePublished", out var date) && date.ValueKind == JsonValueKind.String => date.GetString(),
        JsonValueKind.Object => element.EnumerateObject().Select(property => Find(property.Value)).FirstOrDefault(value => value is not null),
        _ => null,
    };
}
