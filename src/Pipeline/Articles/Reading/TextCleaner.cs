using System.Text;

namespace Pipeline.Articles.Reading;

/// <summary>Takes out of a text what nobody sees and what could mislead: control, zero-width and bidirectional control characters.</summary>
internal static class TextCleaner
{
    /// <summary>The text in NFC with LF line ends and without invisible characters; <paramref name="removed"/> tells whether there were any.</summary>
    public static string Clean(string text, out bool removed)
    {
        var clean = new StringBuilder(text.Length);
        removed = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\r')
            {
                clean.Append(i + 1 < text.Length && text[i + 1] == '\n' ? "" : "\n");
            }
            else if (c is '\u0085' or '\u2028' or '\u2029' or '\v' or '\f')
            {
                clean.Append('\n');
            }
            else if (c == '\t')
            {
                clean.Append(' ');
            }
            else if (IsInvisible(c))
            {
                removed = true;
            }
            else if (char.IsSurrogate(c) && !IsPaired(text, i))
            {
                clean.Append('\uFFFD'); // A lone half would make Normalize throw.
            }
            else
            {
                clean.Append(c);
            }
        }

        return clean.ToString().Normalize(NormalizationForm.FormC);
    }

    private static bool IsInvisible(char c) =>
        (char.IsControl(c) && c != '\n')
        || c is '\u00AD' or '\u061C' or '\u180E' or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E')
            or (>= '\u2060' and <= '\u2069') or '\uFEFF';

    private static bool IsPaired(string text, int i) =>
        char.IsHighSurrogate(text[i])
            ? i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])
            : i > 0 && char.IsHighSurrogate(text[i - 1]);
}
