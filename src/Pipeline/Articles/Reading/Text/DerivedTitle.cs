namespace Pipeline.Articles.Reading.Text;

/// <summary>A headline for a text that has none: its first sentence, cut at a word.</summary>
internal static class DerivedTitle
{
    private const int MaxCharacters = 90;

    // "M. Durand", "Dr. Reed", "U.S. officials": a full stop after so few letters ends no sentence.
    private const int MinLettersBeforeStop = 4;

    /// <summary>The first sentence of <paramref name="body"/> in at most 90 characters; lines for which <paramref name="isStamp"/> holds are passed over.</summary>
    public static string? Of(string body, Func<string, bool> isStamp)
    {
        foreach (var line in body.AsSpan().EnumerateLines())
        {
            var words = line[..Math.Min(line.Length, 4 * MaxCharacters)].Trim().ToString();
            if (words.Any(char.IsLetterOrDigit) && !isStamp(words))
            {
                return Cut(FirstSentence(words));
            }
        }

        return null;
    }

    private static string FirstSentence(string line)
    {
        for (var i = 0; i + 1 < line.Length; i++)
        {
            var isEnd = line[i] is '!' or '?' or '…' || (line[i] == '.' && LettersBefore(line, i) >= MinLettersBeforeStop);
            if (isEnd && line[i + 1] == ' ')
            {
                return line[..(i + 1)];
            }
        }

        return line;
    }

    private static int LettersBefore(string line, int at)
    {
        var letters = 0;
        while (letters < at && char.IsLetterOrDigit(line[at - letters - 1]))
        {
            letters++;
        }

        return letters;
    }

    private static string Cut(string sentence)
    {
        if (sentence.Length <= MaxCharacters)
        {
            return sentence.TrimEnd('.');
        }

        var space = sentence.LastIndexOf(' ', MaxCharacters - 1);
        var end = space > MaxCharacters / 2 ? space : MaxCharacters - (char.IsHighSurrogate(sentence[MaxCharacters - 2]) ? 2 : 1);
        return sentence[..end].TrimEnd(' ', ',', ';', ':', '-', '–', '—', '«', '“', '(') + "…";
    }
}
