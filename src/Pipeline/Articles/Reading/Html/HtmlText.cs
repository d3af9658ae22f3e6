using System.Text;
using AngleSharp.Dom;

namespace Pipeline.Articles.Reading.Html;

/// <summary>The text of an element: a line a block, empty lines between. The depth of the page was limited before it was parsed.</summary>
internal static class HtmlText
{
    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
        "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "td", "th", "tr", "ul",
    };

    private static readonly HashSet<string> Silent = new(StringComparer.OrdinalIgnoreCase)
    {
        "script", "style", "noscript", "template", "object", "iframe", "svg", "button", "select", "textarea", "head",
    };

    /// <summary>The lines of <paramref name="root"/> that hold any text, each without outer or double spaces.</summary>
    public static IReadOnlyList<string> Lines(INode root)
    {
        var text = new StringBuilder();
        Append(root, text);
        return [.. text.ToString().Split('\n').Select(Collapse).Where(line => line.Length > 0)];
    }

    /// <summary>Whether <paramref name="element"/> stands in lines of its own.</summary>
    public static bool IsBlock(IElement element) => Blocks.Contains(element.LocalName);

    /// <summary><paramref name="text"/> without outer or double white space.</summary>
    public static string Collapse(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static void Append(INode node, StringBuilder text)
    {
        foreach (var child in node.ChildNodes)
        {
            if (child is IText words)
            {
                text.Append(words.Data.Replace('\n', ' '));
            }
            else if (child is IElement element && !Silent.Contains(element.LocalName))
            {
                var isBlock = IsBlock(element);
                text.Append(isBlock || element.LocalName == "br" ? "\n" : "");
                Append(element, text);
                text.Append(isBlock ? "\n" : "");
            }
        }
    }
}
