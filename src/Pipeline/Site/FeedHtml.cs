using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Pipeline.Digest;
using Pipeline.Digest.Rendering;

namespace Pipeline.Site;

/// <summary>
/// Makes of a mail what a feed reader shows: its headings, paragraphs, lists and links. The tables and styles of the mail go, and so do the hidden preview line
/// and whatever leads to a reader's own pages. Thread-safe.
/// </summary>
internal static class FeedHtml
{
    // Far above the nesting of our templates; what lies deeper is left out.
    private const int MaxDepth = 64;

    private static readonly HashSet<string> s_blocks = ["h1", "h2", "h3", "h4", "p", "ul", "ol", "li", "blockquote"];
    private static readonly HashSet<string> s_inline = ["a", "em", "strong", "time", "br"];
    private static readonly HashSet<string> s_left = ["head", "style", "script", "title", "template", "noscript", "iframe", "object", "img", "svg", "math"];

    /// <summary>The content of <paramref name="mail"/>, an HTML document, as a fragment.</summary>
    public static string Of(string mail)
    {
        var body = new HtmlParser().ParseDocument(mail).Body;
        var html = new StringBuilder();
        if (body is not null)
        {
            Write(body, html, 0, isInBlock: false);
        }

        return html.ToString();
    }

    private static void Write(INode node, StringBuilder html, int depth, bool isInBlock)
    {
        foreach (var child in depth < MaxDepth ? node.ChildNodes : Enumerable.Empty<INode>())
        {
            switch (child)
            {
                case IText text when isInBlock || !string.IsNullOrWhiteSpace(text.Data):
                    html.Append(HtmlTemplateContext.Escape(text.Data));
                    break;
                case IElement element when IsShown(element):
                    WriteElement(element, html, depth, isInBlock);
                    break;
            }
        }
    }

    private static void WriteElement(IElement element, StringBuilder html, int depth, bool isInBlock)
    {
        var name = element.LocalName;
        var isBlock = s_blocks.Contains(name);
        // A cell that holds words and no paragraph is one itself.
        var isCell = !isInBlock && name is "td" or "th" or "div" && element.TextContent.Trim().Length > 0 && !element.Descendants<IElement>().Any(inner => s_blocks.Contains(inner.LocalName));
        var tag = isBlock || s_inline.Contains(name) ? name : isCell ? "p" : element.HasAttribute("lang") && isInBlock ? "span" : null;
        if (tag is not null)
        {
            html.Append('<').Append(tag);
            AppendAttribute(html, "lang", element.GetAttribute("lang"));
            AppendAttribute(html, "href", tag == "a" ? Address(element) : null);
            html.Append('>');
        }

        Write(element, html, depth + 1, isInBlock || isBlock || isCell);
        if (tag is not null and not "br")
        {
            html.Append("</").Append(tag).Append('>').Append(isBlock || isCell ? "\n" : "");
        }
    }

    private static void AppendAttribute(StringBuilder html, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            html.Append(' ').Append(name).Append("=\"").Append(HtmlTemplateContext.Escape(value)).Append('"');
        }
    }

    private static string? Address(IElement link) =>
        Uri.TryCreate(link.GetAttribute("href"), UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            ? address.AbsoluteUri
            : null;

    private static bool IsShown(IElement element) =>
        !s_left.Contains(element.LocalName)
        && element.GetAttribute("aria-hidden") != "true"
        && !(element.GetAttribute("style") ?? "").Contains("display:none", StringComparison.OrdinalIgnoreCase)
        && !(element is IHtmlParagraphElement or IHtmlAnchorElement && IsPersonal(element));

    private static bool IsPersonal(IElement element) => element.QuerySelectorAll("a").Append(element).Any(link =>
        link.GetAttribute("href") is { } address
        && (address.StartsWith(PersonalMarks.Unsubscribe, StringComparison.Ordinal) || address.StartsWith(PersonalMarks.Preferences, StringComparison.Ordinal)));
}
