using System.Globalization;

namespace Pipeline.Digest;

/// <summary>Tells from its signs alone, in any language, whether a piece of text can be read by itself.</summary>
internal static class SentenceShape
{
    /// <summary>Whether <paramref name="text"/> begins as a sentence does: behind quotes and brackets, with a number or with a letter that is not small.</summary>
    public static bool Begins(string text)
    {
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c))
            {
                return !char.IsLower(c);
            }

            if (!char.IsWhiteSpace(c) && !IsOpening(c))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Whether <paramref name="text"/> begins and ends as a sentence does.</summary>
    public static bool IsWhole(string text) => Begins(text) && text.TrimEnd().TrimEnd('"', '»', '”', '’', ')', ' ', '\u00A0') is [.., '.' or '!' or '?'];

    private static bool IsOpening(char c) =>
        c is '"' or '\'' or '#' || char.GetUnicodeCategory(c) is
            UnicodeCategory.OpenPunctuation or UnicodeCategory.InitialQuotePunctuation or UnicodeCategory.DashPunctuation or UnicodeCategory.CurrencySymbol;
}
