using System.Text;

namespace Pipeline.Articles.Reading.Rtf;

/// <summary>What the head of an RTF file declares: code pages of fonts, and which styles are headings. Not thread-safe.</summary>
internal sealed class RtfTables
{
    private readonly Dictionary<int, int> _codePages = [];
    private readonly Dictionary<int, HeadingKind> _headings = [];
    private readonly StringBuilder _styleName = new();
    private int _font;
    private int _style;

    /// <summary>The code page of the document.</summary>
    public int CodePage { get; set; } = RtfCharsets.Default;

    /// <summary>The font of text that names none.</summary>
    public int? DefaultFont { get; set; }

    /// <summary>The code page of text in <paramref name="font"/>.</summary>
    public int CodePageOf(int? font) => (font ?? DefaultFont) is { } number && _codePages.TryGetValue(number, out var page) ? page : CodePage;

    /// <summary>What a paragraph in <paramref name="style"/> is.</summary>
    public HeadingKind KindOf(int style) => _headings.GetValueOrDefault(style);

    /// <summary>Takes in a word of the table of fonts.</summary>
    public void AddToFont(string name, int value)
    {
        if (name == "f")
        {
            _font = value;
        }
        else if (name == "fcharset" && RtfCharsets.CodePageOf(value) is { } page)
        {
            _codePages.TryAdd(_font, page);
        }
        else if (name == "cpg" && value > 0)
        {
            _codePages[_font] = value;
        }
    }

    /// <summary>Begins the style with <paramref name="number"/>.</summary>
    public void BeginStyle(int number) => _style = number;

    /// <summary>Adds to the name of the current style.</summary>
    public void AddToStyleName(ReadOnlySpan<char> text) => _styleName.Append(text);

    /// <summary>Ends the current style.</summary>
    public void EndStyle()
    {
        var name = _styleName.ToString().Trim(' ', ';').ToUpperInvariant();
        var kind = name switch
        {
            "TITLE" => HeadingKind.Title,
            "HEADING 1" => HeadingKind.First,
            _ => HeadingKind.None,
        };
        if (kind != HeadingKind.None)
        {
            _headings[_style] = kind;
        }

        _styleName.Clear();
        _style = 0;
    }
}
