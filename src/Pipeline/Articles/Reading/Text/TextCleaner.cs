using System.Text;

namespace Pipeline.Articles.Reading.Text;

/// <summary>Takes out of a text what nobody sees and what could mislead: control, zero-width, tag and bidirectional control characters.</summary>
internal static class TextCleaner
{
    private enum Kind
    {
        Plain,
        LineEnd,
        Space,
        Silent,
        Control,
        Bidi,
        Invisible,
        Tag,
        Alone,
    }

    /// <summary>The text in NFC with LF line ends and without invisible characters.</summary>
    public static CleanText Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        bool controls = false, bidi = false, invisible = false, alone = false;
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var kind = KindOf(text, i);
            if (kind == Kind.Plain)
            {
                continue;
            }

            clean.Append(text, start, i - start);
            clean.Append(kind switch { Kind.LineEnd => "\n", Kind.Space => " ", Kind.Alone => "\uFFFD", _ => "" });
            controls |= kind == Kind.Control;
            bidi |= kind == Kind.Bidi;
            invisible |= kind is Kind.Invisible or Kind.Tag;
            alone |= kind == Kind.Alone; // A lone half would make Normalize throw.
            i += kind == Kind.Tag || (text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n') ? 1 : 0;
            start = i + 1;
        }

        clean.Append(text, start, text.Length - start);
        return new(clean.ToString().Normalize(NormalizationForm.FormC), Warnings(controls, bidi, invisible, alone));
    }

    private static IReadOnlyList<ArticleWarning> Warnings(bool controls, bool bidi, bool invisible, bool alone)
    {
        (bool IsSo, ArticleWarning Warning)[] found =
        [
            (controls, ArticleWarning.RemovedControls), (bidi, ArticleWarning.RemovedBidi),
            (invisible, ArticleWarning.Normalised), (alone, ArticleWarning.ReplacedCharacters),
        ];
        return [.. found.Where(f => f.IsSo).Select(f => f.Warning)];
    }

    private static Kind KindOf(string text, int i)
    {
        var c = text[i];
        return c switch
        {
            '\n' => Kind.Plain,
            '\r' or '\u0085' or '\u2028' or '\u2029' or '\v' or '\f' => Kind.LineEnd,
            '\t' => Kind.Space,
            < ' ' or (>= '\u007F' and <= '\u009F') => Kind.Control,
            < '\u00AD' => Kind.Plain,
            '\u00AD' => Kind.Silent, // A soft hyphen is a hint for the line break, in good pages too.
            '\uFEFF' when i == 0 => Kind.Silent,
            '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') => Kind.Bidi,
            '\u180E' or (>= '\u200B' and <= '\u200D') or (>= '\u2060' and <= '\u206F') or '\uFEFF' => Kind.Invisible,
            _ when !char.IsSurrogate(c) => Kind.Plain,
            _ when !IsPaired(text, i) => Kind.Alone,
            '\uDB40' when text[i + 1] is >= '\uDC00' and <= '\uDC7F' => Kind.Tag,
            _ => Kind.Plain,
        };
    }

    private static bool IsPaired(string text, int i) =>
        char.IsHighSurrogate(text[i])
            ? i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])
            : i > 0 && char.IsHighSurrogate(text[i - 1]);
}
