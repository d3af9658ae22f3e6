using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Pipeline.Receipts;

namespace Pipeline.Tests.Receipts;

/// <summary>Parses a receipt as a browser does and checks what every page has to keep.</summary>
internal static partial class PageCheck
{
    private static readonly HashSet<string> Elements =
    [
        "html", "head", "meta", "title", "style", "body", "main", "header", "footer", "section", "h1", "h2", "h3", "p", "a", "bdi", "span", "mark", "time",
        "dl", "div", "dt", "dd", "ul", "ol", "li", "blockquote",
    ];

    private static readonly HashSet<string> Attributes = ["id", "class", "lang", "dir", "href", "title", "datetime", "aria-label", "name", "content", "charset", "http-equiv"];

    /// <summary>The page, after the checks.</summary>
    public static IHtmlDocument Parse(string page)
    {
        var document = new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(page);
        Assert.All(document.All, element =>
        {
            Assert.Contains(element.LocalName, Elements);
            Assert.All(element.Attributes, attribute => Assert.Contains(attribute.Name, Attributes));
        });
        Assert.All(document.QuerySelectorAll("[href]"), link => Assert.True(IsSafe(document, link.GetAttribute("href")!), link.OuterHtml));
        var ids = document.QuerySelectorAll("[id]").Select(element => element.Id!).ToList();
        Assert.Equal(ids.Distinct(), ids);
        var headings = document.QuerySelectorAll("h1,h2,h3").Select(heading => heading.LocalName[1] - '0').ToList();
        Assert.Equal(1, headings[0]);
        Assert.Single(headings, level => level == 1);
        Assert.All(headings.Zip(headings.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));
        Assert.All(document.QuerySelectorAll("h1,h2,h3,a,p,li,dd"), element => Assert.NotEqual("", element.TextContent.Trim()));
        Assert.Matches("^[a-z]{2}$", document.DocumentElement.GetAttribute("lang"));
        return document;
    }

    /// <summary>The words of an element, spaces apart.</summary>
    public static string Words(this IParentNode parent, string selector) => Plain(parent.QuerySelector(selector)!.TextContent);

    public static string Plain(string text) => Spaces().Replace(text, " ").Trim();

    private static bool IsSafe(IDocument document, string href) =>
        href[0] == '#' ? document.GetElementById(href[1..]) is not null
        : ReceiptName.IsFile(href) || href.StartsWith("https://", StringComparison.Ordinal) || href.StartsWith("http://", StringComparison.Ordinal);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
