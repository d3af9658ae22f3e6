using System.Globalization;
using System.Text;

namespace Pipeline.Receipts;

/// <summary>
/// Shows text of others as it is: characters that a page would hide, or that turn the direction of what stands around them, become U+FFFD, which
/// shows that something was there.
/// </summary>
internal static class VisibleText
{
    // Soft hyphen, joiners and marks of direction: needed in words of some languages, and without effect beyond them.
    private static readonly HashSet<int> Harmless = [0xAD, 0x200C, 0x200D, 0x200E, 0x200F];

    /// <summary><paramref name="text"/> on one line, with at most <paramref name="maxCharacters"/> of it.</summary>
    public static string Line(string text, int maxCharacters = int.MaxValue)
    {
        var line = string.Join(' ', Of(text).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= maxCharacters)
        {
            return line;
        }

        // The end of a name tells more than its folders.
        var start = line.Length - maxCharacters + 1;
        return "…" + line[(char.IsLowSurrogate(line[start]) ? start + 1 : start)..];
    }

    /// <summary>The text with spaces for tabs and line ends.</summary>
    public static string Of(string text)
    {
        var visible = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\t' or '\n' or '\r' or 0x85 or 0x2028 or 0x2029)
            {
                visible.Append(' ');
            }
            else if (IsVisible(rune))
            {
                visible.Append(rune.ToString());
            }
            else
            {
                visible.Append('\uFFFD');
            }
        }

        return visible.ToString();
    }

    // U+FFFE and its like are unassigned for ever; other unassigned ones may be the emoji of next year.
    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control => false,
        UnicodeCategory.Format => Harmless.Contains(rune.Value),
        _ => (rune.Value & 0xFFFE) != 0xFFFE && rune.Value is not (>= 0xFDD0 and <= 0xFDEF),
    };
}
