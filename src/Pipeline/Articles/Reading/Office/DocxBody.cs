using System.Globalization;

namespace Pipeline.Articles.Reading.Office;

/// <summary>
/// Reads the main part of a .docx from start to end, without recursion: what a reader of the printed page sees, in the state after all
/// tracked changes. Notes, comments, headers and footers are other parts and are left out: their dates are not the article's. Not thread-safe.
/// </summary>
internal sealed class DocxBody(GuardedXml xml, DocxStyles styles)
{
    private const string Compatibility = "http://schemas.openxmlformats.org/markup-compatibility/2006";
    private const char FirstPrivate = '\uE000';
    private const char LastPrivate = '\uF8FF';

    private static readonly HashSet<string> WordNamespaces = new(StringComparer.Ordinal)
    {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main",
        "http://schemas.openxmlformats.org/officeDocument/2006/math", "http://purl.oclc.org/ooxml/officeDocument/math",
    };

    // Deleted or moved-away text, codes of fields, phonetic guides, and properties that hold no text but elements named like text.
    private static readonly HashSet<string> Skipped = new(StringComparer.Ordinal)
    {
        "del", "moveFrom", "delText", "instrText", "delInstrText", "rt", "pPrChange", "rPrChange", "tabs", "sectPr", "tblPr", "trPr", "tcPr", "tblGrid",
    };

    private readonly DocumentText _text = new();
    private readonly Stack<bool> _choices = new();
    private readonly Stack<bool> _fields = new();
    private readonly Stack<bool> _hiddenAround = new();
    private int _codes;
    private bool _inText;
    private bool _inParagraphProperties;
    private bool _isHidden;
    private bool _isPlaceholder;

    /// <summary>Whether the part brings in another document that is not read.</summary>
    public bool IsPartial { get; private set; }

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
            else if (_inText && _codes == 0 && !_isHidden && xml.IsText)
            {
                _text.Append(xml.Value);
            }
        }

        return _text;
    }

    // False where the element was passed over with its end.
    private bool Start()
    {
        if (xml.Namespace == Compatibility)
        {
            return StartAlternative();
        }

        if (!WordNamespaces.Contains(xml.Namespace))
        {
            return true;
        }

        if (Skipped.Contains(xml.Name) || (_inParagraphProperties && xml.Name == "rPr"))
        {
            return Pass();
        }

        return xml.Name is "sdtPr" or "sdtContent" ? StartControl() : StartWord();
    }

    private bool StartWord()
    {
        switch (xml.Name)
        {
            case "t":
                _inText = true;
                break;
            case "r":
                _isHidden = false;
                break;
            case "vanish":
                _isHidden = IsOn(xml.Attribute("val"));
                break;
            case "pPr":
                _inParagraphProperties = true;
                break;
            case "pStyle":
                _text.SetHeading(styles.KindOf(xml.Attribute("val") ?? ""));
                break;
            case "outlineLvl" when xml.Attribute("val") == "0":
                _text.SetHeading(HeadingKind.First);
                break;
            case "tbl":
                _text.Tables++;
                break;
            case "txbxContent":
                _hiddenAround.Push(_isHidden);
                _text.BeginBox();
                break;
            case "fldChar":
                MoveField(xml.Attribute("fldCharType"));
                break;
            case "altChunk" or "subDoc":
                IsPartial = true;
                break;
            default:
                AppendSign();
                break;
        }

        return true;
    }

    private void AppendSign()
    {
        if (_isHidden || _codes > 0)
        {
            return;
        }

        switch (xml.Name)
        {
            case "br" or "cr":
                _text.Append('\n');
                break;
            case "tab" or "ptab":
                _text.Append('\t');
                break;
            case "noBreakHyphen":
                _text.Append('-');
                break;
            case "sym" when ushort.TryParse(xml.Attribute("char"), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code)
                && (char)code is < FirstPrivate or > LastPrivate && !char.IsSurrogate((char)code):
                _text.Append((char)code); // A sign in the private area means something in its own font only.
                break;
        }
    }

    private void End()
    {
        if (xml.Namespace == Compatibility && xml.Name == "AlternateContent")
        {
            _choices.Pop();
        }

        if (!WordNamespaces.Contains(xml.Namespace))
        {
            return;
        }

        switch (xml.Name)
        {
            case "t":
                _inText = false;
                break;
            case "p":
                _text.EndParagraph();
                EndCodes();
                break;
            case "pPr":
                _inParagraphProperties = false;
                break;
            case "tbl":
                _text.Tables--;
                break;
            case "txbxContent":
                _text.EndBox();
                _isHidden = _hiddenAround.Pop();
                break;
        }
    }

    // The same thing for new and old programs: the first way of writing it is taken, so that a text box is read once.
    private bool StartAlternative()
    {
        switch (xml.Name)
        {
            case "AlternateContent":
                _choices.Push(false);
                return true;
            case "Choice" or "Fallback" when _choices.TryPop(out var isTaken):
                _choices.Push(true);
                return !isTaken || Pass();
            default:
                return true;
        }
    }

    // A control that nobody filled in shows "Click here to enter text".
    private bool StartControl()
    {
        if (xml.Name == "sdtContent")
        {
            var isPrompt = _isPlaceholder;
            _isPlaceholder = false;
            return !isPrompt || Pass();
        }

        _isPlaceholder = false;
        var depth = xml.Depth;
        while (!(xml.IsStart && xml.IsEmpty && xml.Depth == depth) && xml.Read() && !(xml.IsEnd && xml.Depth == depth))
        {
            _isPlaceholder |= xml.IsStart && xml.Name == "showingPlcHdr" && IsOn(xml.Attribute("val"));
        }

        return false;
    }

    private bool Pass()
    {
        xml.Skip();
        return false;
    }

    private void MoveField(string? step)
    {
        switch (step)
        {
            case "begin":
                _fields.Push(false);
                _codes++;
                break;
            case "separate" when _fields.TryPop(out var inResult):
                _fields.Push(true);
                _codes -= inResult ? 0 : 1;
                break;
            case "end" when _fields.TryPop(out var inResult):
                _codes -= inResult ? 0 : 1;
                break;
        }
    }

    // A code takes a part of a paragraph; one that is never ended would take the rest of the article with it.
    private void EndCodes()
    {
        if (_codes > 0)
        {
            _fields.Clear();
            _codes = 0;
        }
    }

    private static bool IsOn(string? value) => value is not ("0" or "false" or "off");
}
