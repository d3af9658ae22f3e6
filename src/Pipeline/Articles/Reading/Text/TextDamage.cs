using Pipeline.Extraction;

namespace Pipeline.Articles.Reading.Text;

/// <summary>
/// Tells a text whose apostrophes an earlier tool dropped: an elided word and the next have grown together, a capital in their middle ("LAmérique").
/// No decoding brings the sign back, so the text is only marked. The elided words are the languages' own.
/// </summary>
internal static class TextDamage
{
    private const int MinLettersAfter = 3;

    private static readonly (LanguagePack Pack, HashSet<string> Elisions)[] Eliding =
        [.. LanguagePack.Shipped.Where(pack => pack.Elisions.Count > 0).Select(pack => (pack, pack.Elisions.ToHashSet(StringComparer.OrdinalIgnoreCase)))];

    private static readonly LanguageDetector Detector = new(LanguagePack.Shipped);

    /// <summary>Whether signs are missing in <paramref name="text"/>.</summary>
    public static bool IsIn(string text)
    {
        HashSet<LanguagePack> suspects = [];
        for (var i = 1; i < text.Length - MinLettersAfter; i++)
        {
            if (IsJoint(text, i))
            {
                suspects.UnionWith(Eliding.Where(known => known.Elisions.Contains(WordBefore(text, i))).Select(known => known.Pack));
            }
        }

        // Other languages write "DAngelo" and mean it.
        return suspects.Count > 0 && Detector.Detect(text) is { } pack && suspects.Contains(pack);
    }

    // A capital vowel after a letter, then small letters: nothing but a lost sign makes that of an elided word.
    private static bool IsJoint(string text, int i)
    {
        if (!char.IsUpper(text[i]) || !char.IsLetter(text[i - 1]) || !IsVowel(text[i]))
        {
            return false;
        }

        foreach (var c in text.AsSpan(i + 1, MinLettersAfter))
        {
            if (!char.IsLower(c))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsVowel(char c) => c is 'H' or 'Œ' or 'Æ' || "AEIOUY".Contains(char.ToUpperInvariant(Folding.Fold(c.ToString())[0]), StringComparison.Ordinal);

    private static string WordBefore(string text, int end)
    {
        var start = end;
        while (start > 0 && end - start < 8 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] is '\'' or '’'))
        {
            start--;
        }

        return text[start..end];
    }
}
