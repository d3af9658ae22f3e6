using System.Globalization;
using System.Text;

namespace Pipeline.Articles;

/// <summary>Names that a tool, a screen or a path may treat in its own way. They are taken in by their id all the same, with a warning.</summary>
internal static class OddName
{
    private const int MaxCharacters = 255;

    /// <summary>
    /// Whether <paramref name="name"/> has a segment that is empty, is <c>.</c> or <c>..</c> or ends with a dot or a space, a backslash, a character that
    /// is no letter, mark, digit, punctuation, usual symbol or space (controls, turns of direction, emoji, halves of pairs), or more than 255 characters.
    /// </summary>
    public static bool Is(string name) =>
        name.Length > MaxCharacters
        || name.Contains('\\', StringComparison.Ordinal)
        || name.Split('/').Any(segment => segment.Length == 0 || segment.EndsWith('.') || segment.EndsWith(' '))
        || name.EnumerateRunes().Any(IsOdd);

    private static bool IsOdd(Rune rune) => rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        UnicodeCategory.OtherSymbol => !rune.IsBmp,
        _ => false,
    };
}
