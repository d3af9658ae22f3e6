using System.Globalization;

namespace Pipeline.Articles.Reading.Office;

/// <summary>
/// Reads <c>content.xml</c> of an .odt from start to end, without recursion: what a reader of the page sees, without tracked deletions,
/// notes and comments. Not thread-safe.
/// </summary>
internal sealed class OdtBody(GuardedXml xml)
{
    private const int MaxSpaces = 100;

    // Deletions, notes, comments, phonetic guides, descriptions of pictures, forms, and text kept for a condition.
    private static readonly HashSet<string> Skipped = new(StringComparer.Ordinal)
    {
        "tracked-changes", "note", "annotation", "ruby-text", "title", "desc", "forms", "scripts", "hidden-paragraph", "hidden-text", "object", "image", "math",
    };

    private readonly DocumentText _text = new();
    private readonly OdtStyles _styles = new();
    private bool _inBody;
    private int _paragraphs;

    /// <summary>The text of the part.</summary>
    public DocumentText Read()
    {
        while (xml.Read())
        {
            if (xml.IsStart)
            {
                var isEmpty = xml.IsEmpty;
                if (Start() && isEmpty)
                {
                    End();
                }
            }
            else if (xml.IsEnd)
            {
                End();
            }
            else if (_paragraphs > 0 && (xml.IsText || xml.IsLayout))
            {
                AppendCollapsed(xml.Value);
            }
        }

        return _text;
    }

    private bool Start()
    {
        if (!_inBody)
        {
            _styles.Add(xml);
            _inBody = xml.Name == "text" && IsIn("office");
            return true;
        }

        // An element of the drawing or Dublin Core namespace may be called "title" or "text"; fields of text are called so too.
        if (Skipped.Contains(xml.Name) && (xml.Name != "title" || !IsIn("text")))
        {
            return Pass();
        }

        if (xml.Name is "p" or "h" or "span" or "section" && (_styles.IsHidden(xml.Attribute("style-name")) || (xml.Name == "section" && xml.Attribute("display") == "none")))
        {
            return Pass();
        }

        StartVisible();
        return true;
    }

    private void StartVisible()
    {
        switch (xml.Name)
        {
            case "p" or "h" when IsIn("text"):
                _paragraphs++;
                _text.SetHeading(Kind());
                break;
            case "s" when _paragraphs > 0:
                _text.Append(new string(' ', Math.Clamp(Number(xml.Attribute("c")), 1, MaxSpaces)));
                break;
            case "tab" when _paragraphs > 0:
                _text.Append('\t');
                break;
            case "line-break" when _paragraphs > 0:
                _text.Append('\n');
                break;
            case "table" when IsIn("table"):
                _text.Tables++;
                break;
            case "text-box":
                _text.BeginBox();
                break;
        }
    }

    private HeadingKind Kind()
    {
        var byStyle = _styles.KindOf(xml.Attribute("style-name"));
        var isFirst = xml.Name == "h" && xml.Attribute("outline-level") is (null or "1");
        return byStyle == HeadingKind.None && isFirst ? HeadingKind.First : byStyle;
    }

    private void End()
    {
        switch (xml.Name)
        {
            case "p" or "h" when _inBody && IsIn("text"):
                _paragraphs--;
                _text.EndParagraph();
                break;
            case "table" when _inBody && IsIn("table"):
                _text.Tables--;
                break;
            case "text-box" when _inBody:
                _text.EndBox();
                break;
            case "text" when IsIn("office"):
                _inBody = false;
                break;
        }
    }

    private bool Pass()
    {
        xml.Skip();
        return false;
    }

    // White space in the file is layout: any run of it is one space, none at the start of a paragraph.
    private void AppendCollapsed(string value)
    {
        foreach (var c in value)
        {
            if (c is not (' ' or '\t' or '\n' or '\r'))
            {
                _text.Append(c);
            }
            else if (!_text.AfterSpace)
            {
                _text.Append(' ');
            }
        }
    }

    private bool IsIn(string part) => xml.Namespace.EndsWith($":{part}:1.0", StringComparison.Ordinal);

    private static int Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;
}
