using System.Globalization;
using Pipeline.Extraction.Languages;

namespace Pipeline.Extraction.Text;

/// <summary>
/// Cuts a text into words, numbers and marks, and looks each up in the lexicon. One pass, no allocation but the list.
/// Numbers are told apart on the way: grouped thousands ("1 980 000", "1,900") and decimals ("30,4") are no parts of dates.
/// </summary>
internal static class Tokenizer
{
    private const int MaxDigits = 9;

    /// <summary>The tokens of <paramref name="text"/>, numerals and ordinals already joined.</summary>
    public static TokenList Tokenize(string text, Lexicon lexicon)
    {
        var tokens = new TokenList((text.Length / 5) + 16);
        var position = 0;
        bool space = true, line = true;
        while (position < text.Length)
        {
            var c = text[position];
            if (c is ' ' or '\n' || char.IsWhiteSpace(c))
            {
                space = true;
                line |= c is '\n' or '\r' or '\u2028' or '\u2029';
                position++;
                continue;
            }

            var start = position;
            ref var token = ref tokens.Add();
            token = new Token { Start = start, SpaceBefore = space, LineBefore = line, Value = -1 };
            if (char.IsAsciiDigit(c))
            {
                position = ReadNumber(text, start, ref token, lexicon);
            }
            else if (Letters.IsLetter(c))
            {
                while (++position < text.Length && Letters.IsLetter(text[position]))
                {
                }

                ReadWord(text, start, position, ref token, lexicon);
            }
            else
            {
                position++;
                token.Kind = TokenKind.Mark;
                lexicon.LookUpMark(text.AsSpan(start, 1), ref token);
            }

            token.End = position;
            tokens.Step(position - start);
            space = line = false;
            lexicon.Numerals.TryJoin(tokens);
        }

        return tokens;
    }

    private static void ReadWord(string text, int start, int end, ref Token token, Lexicon lexicon)
    {
        token.Kind = TokenKind.Word;
        token.Capital = char.IsUpper(text[start]);
        lexicon.LookUp(text.AsSpan(start, end - start), token.Capital, ref token);
    }

    private static int ReadNumber(string text, int start, ref Token token, Lexicon lexicon)
    {
        token.Kind = TokenKind.Number;
        var end = EndOfDigits(text, start);
        var whole = TryReadGroups(text, start, ref end) | TryReadDecimals(text, start, ref end, lexicon.Numerals.HasDecimalPoint);
        token.Signature = lexicon.NumberSignature(text.AsSpan(start, end - start), whole);
        token.Value = whole || end - start > MaxDigits ? -1 : int.Parse(text.AsSpan(start, end - start), NumberStyles.None, CultureInfo.InvariantCulture);
        return end;
    }

    /// <summary>Thousands in groups of three: "500 000", "1.950", "1,900", with any kind of blank.</summary>
    private static bool TryReadGroups(string text, int start, ref int end)
    {
        var found = false;
        while (end - start <= 3 || found)
        {
            if (end + 3 >= text.Length || !IsGroupMark(text[end]) || EndOfDigits(text, end + 1) != end + 4
                || (found && text[end] != text[end - 4]))
            {
                return found;
            }

            end += 4;
            found = true;
        }

        return found;
    }

    private static bool TryReadDecimals(string text, int start, ref int end, bool hasPoint)
    {
        if (end + 1 >= text.Length || !(text[end] == ',' || (text[end] == '.' && hasPoint)) || !char.IsAsciiDigit(text[end + 1]))
        {
            return false;
        }

        var stop = EndOfDigits(text, end + 1);
        var dotted = text[end] == '.' && stop + 1 < text.Length && text[stop] == '.' && char.IsAsciiDigit(text[stop + 1]);
        var partOfDate = dotted || (start > 0 && text[start - 1] == '.') || IsShortDate(text, start, end, stop) || IsHourOfDay(text, end, stop);
        if (partOfDate)
        {
            return false;
        }

        end = stop;
        return true;
    }

    /// <summary>"8.4" followed by a point and a blank may be a German day and month; two digits or fewer on both sides of a point.</summary>
    private static bool IsShortDate(string text, int start, int end, int stop) =>
        text[end] == '.' && end - start <= 2 && stop - end <= 3 && stop < text.Length && text[stop] == '.';

    /// <summary>"9.30am" and "7.15 p.m." are hours and no decimals.</summary>
    private static bool IsHourOfDay(string text, int end, int stop)
    {
        var next = stop < text.Length && text[stop] is ' ' or '\u00a0' ? stop + 1 : stop;
        return stop - end == 3 && next + 1 < text.Length && text[next] is 'a' or 'p' or 'A' or 'P' && text[next + 1] is 'm' or 'M' or '.';
    }

    private static bool IsGroupMark(char c) => c is ' ' or '\u00a0' or '\u202f' or '\u2009' or '.' or ',';

    private static int EndOfDigits(string text, int position)
    {
        while (position < text.Length && char.IsAsciiDigit(text[position]))
        {
            position++;
        }

        return position;
    }
}
