using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Pipeline.Articles.Reading.NewsItems;

/// <summary>Looks into elements by their local names: news items come in several versions of their namespaces.</summary>
internal static class XmlParts
{
    private static readonly HashSet<string> Blocks = new(StringComparer.Ordinal)
    {
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "hl1", "hl2", "li", "div", "section", "blockquote", "bq", "tr", "td", "th", "dt", "dd", "br", "pre", "block", "paragraph",
    };

    private static readonly HashSet<string> Dropped = new(StringComparer.Ordinal)
    {
        "script", "style", "head", "figure", "media", "table", "aside", "nav", "form", "iframe", "object",
    };

    /// <summary>The elements within <paramref name="element"/> with this local name.</summary>
    public static IEnumerable<XElement> DescendantsNamed(this XElement element, string name) =>
        element.Descendants().Where(inner => inner.Name.LocalName == name);

    /// <summary>The element reached by <paramref name="path"/> of local names, the first of each; null where there is none.</summary>
    public static XElement? Find(this XElement? element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            element = element?.Elements().FirstOrDefault(inner => inner.Name.LocalName == name);
        }

        return element;
    }

    /// <summary>The text in one line; null where there is none.</summary>
    public static string? Line(this XElement? element) =>
        element is null ? null : string.Join(' ', element.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } line ? line : null;

    /// <summary>The running text, a line a block, without pictures, tables and scripts. Walks the nodes without recursion.</summary>
    public static string BlockText(this XElement element)
    {
        var text = new StringBuilder();
        using var reader = element.CreateReader();
        reader.Read();
        while (!reader.EOF)
        {
            if (reader.NodeType == XmlNodeType.Element && Dropped.Contains(reader.LocalName))
            {
                reader.Skip();
                continue;
            }

            if (reader.NodeType is XmlNodeType.Element or XmlNodeType.EndElement && Blocks.Contains(reader.LocalName))
            {
                text.Append('\n');
            }
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
            {
                text.Append(reader.Value.Replace('\n', ' '));
            }

            reader.Read();
        }

        var lines = text.ToString().Split('\n').Select(line => string.Join(' ', line.Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries)));
        return string.Join("\n\n", lines.Where(line => line.Length > 0));
    }
}
