namespace Pipeline.Articles.Reading.Html;

/// <summary>
/// Counts tags, levels and attributes before a page is parsed: a megabyte of nested elements, or 200,000 attributes in one tag, keep a parser busy
/// for half a minute. Two thousand real pages stay far below the limits. Thread-safe.
/// </summary>
internal sealed class HtmlGuard(ReadingOptions options)
{
    // Elements without an end tag, and those whose end tag authors may leave out, add no level.
    private static readonly HashSet<string> Flat = new(StringComparer.OrdinalIgnoreCase)
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
        "p", "li", "dt", "dd", "option", "tr", "td", "th", "thead", "tbody", "tfoot",
    };

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> FlatNames = Flat.GetAlternateLookup<ReadOnlySpan<char>>();

    // A tag within a value of a tag is looked at again; no real page makes that more than twice its length.
    private const int MaxWorkPerCharacter = 16;

    /// <summary>
    /// Whether <paramref name="html"/> keeps within the limits. All that looks like a tag counts, in comments and scripts too: whoever means harm
    /// knows better than a scan where a comment ends.
    /// </summary>
    public bool Accepts(string html, CancellationToken cancellationToken)
    {
        int depth = 0, tags = 0, flat = 0;
        var work = (long)html.Length * MaxWorkPerCharacter;
        for (var at = html.IndexOf('<', StringComparison.Ordinal); at >= 0 && at + 1 < html.Length; at = html.IndexOf('<', at + 1))
        {
            var closing = html[at + 1] == '/';
            var start = at + (closing ? 2 : 1);
            var end = NameEnd(html, start);
            if (end == start)
            {
                continue;
            }

            if (tags % 1_024 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            var level = closing ? -1 : 1;
            if (FlatNames.Contains(html.AsSpan(start, end - start)))
            {
                flat += level;
            }
            else
            {
                depth = Math.Max(0, depth + level);
            }

            // Unclosed flat elements nest too, when somebody means harm.
            var attributes = 0;
            work -= closing ? 0 : CountAttributes(html, end, out attributes);
            if (++tags > options.MaxHtmlTags || attributes > options.MaxHtmlAttributes || depth > options.MaxHtmlDepth || flat > options.MaxHtmlTags / 5 || work < 0)
            {
                return false;
            }
        }

        return true;
    }

    private static int NameEnd(string html, int start)
    {
        var end = start;
        while (end < html.Length && char.IsAsciiLetterOrDigit(html[end]))
        {
            end++;
        }

        return end;
    }

    // The characters from the name of a tag to its end; a sign ">" in a quoted value does not end it, and a quote only opens a value after "=".
    private int CountAttributes(string html, int from, out int attributes)
    {
        attributes = 0;
        var inName = false;
        var mayQuote = false;
        for (var i = from; i < html.Length && attributes <= options.MaxHtmlAttributes; i++)
        {
            var c = html[i];
            if (c == '>')
            {
                return i - from;
            }

            if (mayQuote && c is '"' or '\'')
            {
                var close = html.IndexOf(c, i + 1);
                i = close < 0 ? html.Length : close;
                mayQuote = inName = false;
            }
            else if (c == '=' && inName)
            {
                (mayQuote, inName) = (true, false);
            }
            else if (char.IsWhiteSpace(c) || c == '/')
            {
                inName = false;
            }
            else if (!inName)
            {
                attributes += mayQuote ? 0 : 1; // An unquoted value is no further attribute.
                (mayQuote, inName) = (false, true);
            }
        }

        return html.Length - from;
    }
}
