namespace Pipeline.Articles.Reading.Office;

/// <summary>Which styles of an .odt hide their text, and which are the title's: styles made by hand stand in front of the text with their parents.</summary>
internal sealed class OdtStyles
{
    private const int MaxAncestors = 12;
    private const string Title = "Title";

    private readonly Dictionary<string, string> _parents = new(StringComparer.Ordinal);
    private readonly HashSet<string> _hidden = new(StringComparer.Ordinal);
    private string _current = "";

    /// <summary>Takes in the start of an element of styles.</summary>
    public void Add(GuardedXml xml)
    {
        switch (xml.Name)
        {
            case "style":
                _current = xml.Attribute("name") ?? "";
                if (xml.Attribute("parent-style-name") is { } parent)
                {
                    _parents[_current] = parent;
                }

                break;
            case "text-properties" when xml.Attribute("display") == "none":
                _hidden.Add(_current);
                break;
        }
    }

    /// <summary>Whether text in <paramref name="style"/> is not shown.</summary>
    public bool IsHidden(string? style) => style is not null && _hidden.Contains(style);

    /// <summary>What a paragraph in <paramref name="style"/> is.</summary>
    public HeadingKind KindOf(string? style)
    {
        for (var step = 0; style is not null && step < MaxAncestors; step++)
        {
            if (style == Title)
            {
                return HeadingKind.Title;
            }

            style = _parents.GetValueOrDefault(style);
        }

        return HeadingKind.None;
    }
}
