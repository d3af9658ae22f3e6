namespace Pipeline.Articles.Reading.Office;

/// <summary>Which styles of a .docx are titles: ids are in the language of the program ("Titre1"), the names of built-in styles are not.</summary>
internal sealed class DocxStyles
{
    private const int MaxAncestors = 12;

    private readonly Dictionary<string, Style> _styles = new(StringComparer.Ordinal);

    /// <summary>What a paragraph in the style called <paramref name="id"/> is.</summary>
    public HeadingKind KindOf(string id)
    {
        string? next = id;
        for (var step = 0; next is not null && step < MaxAncestors; step++)
        {
            var style = _styles.GetValueOrDefault(next) ?? new Style(next, null, null);
            if (KindOf(style) is { } kind)
            {
                return kind;
            }

            next = style.Parent;
        }

        return HeadingKind.None;
    }

    /// <summary>Takes in <c>styles.xml</c>.</summary>
    public void Add(GuardedXml xml)
    {
        var id = "";
        while (xml.Read())
        {
            if (!xml.IsStart)
            {
                continue;
            }

            switch (xml.Name)
            {
                case "style":
                    id = xml.Attribute("styleId") ?? "";
                    _styles[id] = new Style(id, null, null);
                    break;
                case "name" when _styles.TryGetValue(id, out var style):
                    _styles[id] = style with { Name = xml.Attribute("val") ?? style.Name };
                    break;
                case "basedOn" when _styles.TryGetValue(id, out var style):
                    _styles[id] = style with { Parent = xml.Attribute("val") };
                    break;
                case "outlineLvl" when _styles.TryGetValue(id, out var style):
                    _styles[id] = style with { Level = xml.Attribute("val") };
                    break;
            }
        }
    }

    // Null: the style says nothing of it, its parent may.
    private static HeadingKind? KindOf(Style style) => style.Name.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant() switch
    {
        "TITLE" => HeadingKind.Title,
        "SUBTITLE" => HeadingKind.None,
        "HEADING1" => HeadingKind.First,
        { Length: 8 } name when name.StartsWith("HEADING", StringComparison.Ordinal) && char.IsAsciiDigit(name[^1]) => HeadingKind.None,
        _ when style.Level is not null => style.Level == "0" ? HeadingKind.First : HeadingKind.None,
        _ => null,
    };

    private sealed record Style(string Name, string? Parent, string? Level);
}
