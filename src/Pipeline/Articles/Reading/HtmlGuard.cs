namespace Pipeline.Articles.Reading;

/// <summary>Counts tags before a page is parsed: a megabyte of nested elements keeps a parser busy for half a minute.</summary>
internal static class HtmlGuard
{
    // A start tag of a real page is never longer; 200,000 attributes are.
    private const int MaxTagCharacters = 65_536;

    // Elements without an end tag, and those whose end tag authors may leave out, add no level.
    private static readonly HashSet<string> Flat = new(StringComparer.OrdinalIgnoreCase)
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
        "p", "li", "dt", "dd", "option", "tr", "td", "th", "thead", "tbody", "tfoot",
    };

    /// <summary>Whether <paramref name="html"/> keeps within the limits.</summary>
    public static bool Accepts(string html, int maxDepth, int maxTags)
    {
        int depth = 0, tags = 0, flat = 0;
        for (var at = html.IndexOf('<', StringComparison.Ordinal); at >= 0 && at + 1 < html.Length; at = html.IndexOf('<', at + 1))
        {
            var closing = html[at + 1] == '/';
            var start = at + (closing ? 2 : 1);
            var end = start;
            while (end < html.Length && char.IsAsciiLetterOrDigit(html[end]))
            {
                end++;
            }

            if (end == start)
            {
                continue;
            }

            var close = html.IndexOf('>', end);
            if (++tags > maxTags || (close < 0 ? html.Length : close) - at > MaxTagCharacters)
            {
                return false;
            }

            if (Flat.Contains(html[start..end]))
            {
                flat += closing ? -1 : 1;
            }
            else
            {
                depth = Math.Max(0, depth + (closing ? -1 : 1));
            }

            // Formatting and unclosed flat elements nest too, when somebody means harm.
            if (depth > maxDepth || flat > maxTags / 5)
            {
                return false;
            }
        }

        return true;
    }
}
