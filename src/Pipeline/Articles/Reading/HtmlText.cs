using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Pipeline.Articles.Reading;

/// <summary>The text of the article in a page: a line a block, without its headline, navigation, forms, scripts and captions.</summary>
internal static class HtmlText
{
    private const string Dropped =
        "script, style, noscript, template, nav, aside, form, iframe, object, svg, button, select, figure, dialog, [hidden], [aria-hidden='true']";

    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "address", "article", "blockquote", "body", "dd", "div", "dl", "dt", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
        "li", "main", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul",
    };

    /// <summary>The text; empty where the page has none.</summary>
    public static string Of(IHtmlDocument page)
    {
        foreach (var element in page.QuerySelectorAll(Dropped).ToList())
        {
            element.Remove();
        }

        var root = page.QuerySelectorAll("article").MaxBy(article => article.TextContent.Length)
            ?? page.QuerySelector("[itemprop='articleBody' i]") ?? page.QuerySelector("main") ?? WithoutFrame(page);
        if (root is null)
        {
            return "";
        }

        root.QuerySelector("h1")?.Remove();
        var text = new StringBuilder();
        Append(root, text);
        var lines = text.ToString().Split('\n').Select(Collapse).Where(line => line.Length > 0);
        return string.Join("\n\n", lines);
    }

    private static IElement? WithoutFrame(IHtmlDocument page)
    {
        foreach (var element in page.QuerySelectorAll("body > header, body > footer").ToList())
        {
            element.Remove();
        }

        return page.Body;
    }

    // The depth of the page was limited before it was parsed.
    private static void Append(INode node, StringBuilder text)
    {
        foreach (var child in node.ChildNodes)
        {
            if (child is IText words)
            {
                text.Append(words.Data.Replace('\n', ' '));
            }
            else if (child is IElement element)
            {
                var isBlock = Blocks.Contains(element.LocalName);
                text.Append(isBlock || element.LocalName == "br" ? "\n" : "");
                Append(element, text);
                text.Append(isBlock ? "\n" : "");
            }
        }
    }

    private static string Collapse(string line) => string.Join(' ', line.Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries));
}
