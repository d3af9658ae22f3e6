using System.Globalization;

namespace Pipeline.Extraction.Text;

/// <summary>Properties of characters, from tables: the tokenizer asks them for every character of a text.</summary>
internal static class Letters
{
    private const int TableSize = 0x250;
    private static readonly char[] Lower = BuildLower();
    private static readonly bool[] IsLetterTable = BuildLetters();

    /// <summary>Whether <paramref name="c"/> is part of a word; a combining mark is.</summary>
    public static bool IsLetter(char c) => c < TableSize ? IsLetterTable[c] : IsLetterBeyond(c);

    /// <summary>Lower case without regard to culture; a typographic apostrophe becomes a plain one.</summary>
    public static char Fold(char c) => c < TableSize ? Lower[c] : c == '\u2019' ? '\'' : char.ToLowerInvariant(c);

    /// <summary><paramref name="text"/> with each character folded.</summary>
    public static string Fold(ReadOnlySpan<char> text) => string.Create(text.Length, text, static (target, source) =>
    {
        for (var i = 0; i < source.Length; i++)
        {
            target[i] = Fold(source[i]);
        }
    });

    private static bool IsLetterBeyond(char c) => char.IsLetter(c) || CharUnicodeInfo.GetUnicodeCategory(c)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private static char[] BuildLower()
    {
        var table = new char[TableSize];
        for (var c = 0; c < TableSize; c++)
        {
            table[c] = char.ToLowerInvariant((char)c);
        }

        return table;
    }

    private static bool[] BuildLetters()
    {
        var table = new bool[TableSize];
        for (var c = 0; c < TableSize; c++)
        {
            table[c] = char.IsLetter((char)c);
        }

        return table;
    }
}
