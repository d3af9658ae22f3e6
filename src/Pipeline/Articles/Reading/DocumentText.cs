using System.Text;

namespace Pipeline.Articles.Reading;

/// <summary>
/// The text of a document as its reader comes upon it: paragraphs in their order, text boxes after the paragraph they are anchored in,
/// cells of tables a line each; and the paragraph that is its title. Not thread-safe.
/// </summary>
internal sealed class DocumentText
{
    private readonly StringBuilder _body = new();
    private readonly StringBuilder _boxes = new();
    private readonly Stack<(StringBuilder Paragraph, HeadingKind Heading)> _outer = new();
    private StringBuilder _paragraph = new();
    private HeadingKind _heading;
    private HeadingKind _titleKind;

    /// <summary>The first title, or where there is none the first heading of the first level; null where there is neither.</summary>
    public string? Title { get; private set; }

    /// <summary>Tables around the current place; paragraphs in a table are parted by one line end only.</summary>
    public int Tables { get; set; }

    /// <summary>Whether the current paragraph holds nothing yet.</summary>
    public bool AtStart => _paragraph.Length == 0;

    /// <summary>Whether the current paragraph ends with white space or is empty.</summary>
    public bool AfterSpace => AtStart || char.IsWhiteSpace(_paragraph[^1]);

    /// <summary>Text of the current paragraph.</summary>
    public void Append(ReadOnlySpan<char> text) => _paragraph.Append(text);

    /// <summary>A character of the current paragraph.</summary>
    public void Append(char character) => _paragraph.Append(character);

    /// <summary>What the current paragraph is.</summary>
    public void SetHeading(HeadingKind heading) => _heading = heading;

    /// <summary>Ends the current paragraph.</summary>
    public void EndParagraph()
    {
        var text = _paragraph.ToString().Trim();
        if (text.Length > 0)
        {
            var target = _outer.Count > 0 ? _boxes : _body;
            Separate(target).Append(text);
            if (_heading > _titleKind)
            {
                (Title, _titleKind) = (text, _heading);
            }
        }

        _paragraph.Clear();
        _heading = HeadingKind.None;
        if (_outer.Count == 0 && _boxes.Length > 0)
        {
            Separate(_body).Append(_boxes);
            _boxes.Clear();
        }
    }

    /// <summary>Begins a text box anchored in the current paragraph.</summary>
    public void BeginBox()
    {
        _outer.Push((_paragraph, _heading));
        (_paragraph, _heading) = (new StringBuilder(), HeadingKind.None);
    }

    /// <summary>Ends the innermost text box.</summary>
    public void EndBox()
    {
        EndParagraph();
        (_paragraph, _heading) = _outer.Pop();
    }

    /// <summary>The whole text, with what stands in a paragraph that was never ended.</summary>
    public override string ToString()
    {
        while (_outer.Count > 0)
        {
            EndBox();
        }

        EndParagraph();
        return _body.ToString();
    }

    private StringBuilder Separate(StringBuilder text) => text.Length == 0 ? text : text.Append(Tables > 0 ? "\n" : "\n\n");
}
