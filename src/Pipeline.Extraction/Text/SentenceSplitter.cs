using Pipeline.Extraction.Languages;

namespace Pipeline.Extraction.Text;

/// <summary>
/// Cuts tokens into sentences: at . ! ? … before a capital or a digit, and at line ends that do not run on in lower case.
/// No cut after an abbreviation of the pack, an initial, an ordinal in digits where the pack has such, or inside brackets that stay open on the line.
/// </summary>
internal static class SentenceSplitter
{
    /// <summary>A longer sentence is cut: what is read sentence by sentence stays linear on text without marks.</summary>
    private const int MaxTokens = 250;

    /// <summary>So many quotes and brackets may stand between the full stop and the next sentence, on either side; more are no prose.</summary>
    private const int MaxMarks = 6;

    public static PooledList<Sentence> Split(string text, TokenList tokens, LanguagePack pack)
    {
        var sentences = new PooledList<Sentence>((tokens.Count / 20) + 1);
        var abbreviation = pack.Lexicon.Features["<abbreviation>"];
        var first = 0;
        var paragraph = true;
        for (var i = 1; i <= tokens.Count; i++)
        {
            var line = i < tokens.Count && tokens[i].LineBefore && !RunsOn(text, tokens, i);
            if (i == tokens.Count || line || i - first >= MaxTokens || EndsBefore(text, tokens, i, abbreviation, pack.Lexicon))
            {
                sentences.Add(new Sentence(first, i, paragraph));
                first = i;
                paragraph = line;
            }
        }

        if (tokens.Count == 0)
        {
            sentences.Shorten(0);
        }

        return sentences;
    }

    /// <summary>A line that ends without a mark and goes on in lower case was only wrapped.</summary>
    private static bool RunsOn(string text, TokenList tokens, int i)
    {
        var previous = text[tokens[i - 1].End - 1];
        var blankLine = text.AsSpan(tokens[i - 1].End, tokens[i].Start - tokens[i - 1].End).Count('\n') > 1;
        return !blankLine && tokens[i] is { Kind: TokenKind.Word, Capital: false } && (Letters.IsLetter(previous) || previous is ',' || char.IsAsciiDigit(previous));
    }

    private static bool EndsBefore(string text, TokenList tokens, int i, int abbreviation, Lexicon lexicon)
    {
        ref readonly var next = ref tokens[i];
        if (!next.SpaceBefore || (next.Kind == TokenKind.Mark && text[next.Start] is '»' or '”' or ')' or ']'))
        {
            return false;
        }

        var mark = i - 1;
        var reach = Math.Max(0, mark - MaxMarks);
        while (mark > reach && tokens[mark].Kind == TokenKind.Mark && IsCloser(text[tokens[mark].Start]))
        {
            mark--;
        }

        if (tokens[mark].Kind != TokenKind.Mark || text[tokens[mark].Start] is not ('.' or '!' or '?' or '…'))
        {
            return false;
        }

        var starter = i;
        reach = Math.Min(tokens.Count - 1, starter + MaxMarks);
        while (starter < reach && tokens[starter].Kind == TokenKind.Mark && IsOpener(text[tokens[starter].Start]))
        {
            starter++;
        }

        if (tokens[starter] is { Kind: TokenKind.Word, Capital: false } || (tokens[starter].Kind == TokenKind.Mark && text[tokens[starter].Start] is ',' or ';'))
        {
            return false;
        }

        if (text[tokens[mark].Start] != '.' || mark == 0)
        {
            return true;
        }

        ref readonly var before = ref tokens[mark - 1];
        var isInitial = before is { Kind: TokenKind.Word, Capital: true } && before.End - before.Start == 1;
        return tokens[mark].SpaceBefore
            || !(isInitial || lexicon.Has(before, abbreviation) || IsOrdinal(text, before, tokens[i], lexicon));
    }

    /// <summary>"am 21. Mai", "21. 5. 2026", "im 3. Quartal": where the pack writes ordinals so, the point ends a sentence only before a function word.</summary>
    private static bool IsOrdinal(string text, in Token number, in Token next, Lexicon lexicon) =>
        lexicon.Numerals.HasOrdinalPoint && number.Kind == TokenKind.Number && number.End - number.Start <= 2 && char.IsAsciiDigit(text[number.Start])
        && (next.Kind == TokenKind.Word ? !lexicon.Has(next, lexicon.Features["<function>"]) : lexicon.Has(next, Feature.MonthNumber));

    private static bool IsCloser(char c) => c is '"' or '»' or '”' or '\'' or '’' or ')' or ']';

    private static bool IsOpener(char c) => c is '"' or '«' or '“' or '„' or '(' or '[' or '–' or '—' or '-';
}
