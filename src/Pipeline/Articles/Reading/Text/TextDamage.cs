using Pipeline.Extraction;

namespace Pipeline.Articles.Reading.Text;

/// <summary>
/// Tells a text whose apostrophes an earlier tool dropped: an elided word and the next have grown together, a capital in their middle ("LAmérique"),
/// or elided words of one letter stand alone ("l accord").
/// No decoding brings the sign back, so the text is only marked. The elided words are the languages' own.
/// </summary>
internal static class TextDamage
{
    private const int MinLettersAfter = 3;
    private const int MinLoose = 3; // "vitamine d ou e": one or two are words of another kind.

    private static readonly (LanguagePack Pack, HashSet<string> Elisions)[] Eliding =
        [.. LanguagePack.Shipped.Where(pack => pack.Elisions.Count > 0).Select(pack => (pack, pack.Elisions.ToHashSet(StringComparer.OrdinalIgnoreCase)))];

    private static readonly LanguageDetector Detector = new(LanguagePack.Shipped);

    /// <summary>Whether signs are missing in <paramref name="text"/>.</summary>
    public static bool IsIn(string text)
    {
        HashSet<LanguagePack> suspects = [];
        var loose = new Dictionary<LanguagePack, int>();
        for (var i = 1; i < text.Length - MinLettersAfter; i++)
        {
            if (IsJoint(text, i))
            {
                suspects.UnionWith(Eliding.Where(known => known.Elisions.Contains(WordBefore(text, i))).Select(known => known.Pack));
            }
            else if (IsLoose(text, i))
            {
                foreach (var (eliding, _) in Eliding.Where(known => known.Elisions.Contains(text[i].ToString())))
                {
                    loose[eliding] = loose.GetValueOrDefault(eliding) + 1;
                }
            }
        }

        suspects.UnionWith(loose.Where(pair => pair.Value >= MinLoose).Select(pair => pair.Key));

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

    // A small letter by itself before a word that begins with a vowel.
    private static bool IsLoose(string text, int i) =>
        char.IsAsciiLetterLower(text[i]) && text[i - 1] == ' ' && text[i + 1] == ' ' && char.IsLetter(text[i + 3]) && IsVowel(text[i + 2]);

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
