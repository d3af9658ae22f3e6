using Pipeline.Extraction.Temporal;
using Pipeline.Extraction.Text;

namespace Pipeline.Extraction.Events;

/// <summary>Finds names by their capitals: people, organisations and places, as written, each once.</summary>
internal static class EntityReader
{
    private const int MaxEntities = 12;

    public static IReadOnlyList<string> Read(TaggedText text, int first, int end)
    {
        Span<TextSpan> names = stackalloc TextSpan[MaxEntities];
        var count = 0;
        var function = text.Pack.Lexicon.Features["<function>"];
        var (opens, isHead) = (true, true);
        for (var i = first; i < end && count < MaxEntities; i++)
        {
            ref readonly var token = ref text.Tokens[i];
            if (token is not { Kind: TokenKind.Word, Capital: true })
            {
                isHead = token.Kind == TokenKind.Mark && (isHead || text.Text[token.Start] is '!' or '?' or '«' or '"' or '“'
                    || (text.Text[token.Start] is '.' && i > first && text.Tokens[i - 1].End - text.Tokens[i - 1].Start > 1));
                opens = isHead || (token.Kind == TokenKind.Mark && text.Text[token.Start] is '–' or '—' or '-');
                continue;
            }

            var begin = opens && (text.Pack.Lexicon.Has(token, function) || IsElided(text, i)) ? EndOfOpener(text, i) : i;
            var stop = begin < end && text.Tokens[begin] is { Kind: TokenKind.Word, Capital: true } ? EndOfName(text, begin, end) : begin;
            var isPlain = isHead && begin == i && stop == i + 1 && !IsNameAtHead(text, i);
            (opens, isHead) = (false, false);
            if (begin < stop && !isPlain && !text.HasTimex(begin, stop)
                && (stop - begin > 1 || !text.Pack.HasCapitalNouns))
            {
                var name = text.Span(begin, stop);
                if (name.Length > 1 && !Holds(names[..count], name, text.Text))
                {
                    names[count++] = name;
                }
            }

            i = Math.Max(i, stop - 1);
        }

        return Written(names[..count], text.Text);
    }

    /// <summary>"L'Italie", "D'ici": a letter and an apostrophe before the word proper.</summary>
    private static bool IsElided(TaggedText text, int token) =>
        text.Tokens[token].End - text.Tokens[token].Start == 1 && IsApostrophe(text, token + 1);

    private static int EndOfOpener(TaggedText text, int token) => IsApostrophe(text, token + 1) ? token + 2 : token + 1;

    private static bool IsApostrophe(TaggedText text, int token) =>
        token < text.Tokens.Count && text.Tokens[token] is { Kind: TokenKind.Mark, SpaceBefore: false } && text.Text[text.Tokens[token].Start] is '\'' or '’';

    /// <summary>The one word that opens a sentence has its capital from there; it is a name if it is an abbreviation, or if a verb follows at once, or nothing does.</summary>
    private static bool IsNameAtHead(TaggedText text, int token)
    {
        var word = text.Text.AsSpan(text.Tokens[token].Start, text.Tokens[token].End - text.Tokens[token].Start);
        if (word[1..].ContainsAnyInRange('A', 'Z'))
        {
            return true;
        }

        var sentence = text.SentenceAt(token);
        if (token + 1 >= text.Sentences[sentence].End || text.Text[text.Tokens[token + 1].Start] is '-' or '–' or '—' or '(')
        {
            return true;
        }

        foreach (var cue in text.CuesOf(sentence))
        {
            if (cue.End > token)
            {
                return cue.First == token + 1 && cue.IsVerb();
            }
        }

        return false;
    }

    private static bool Holds(ReadOnlySpan<TextSpan> names, TextSpan name, string text)
    {
        foreach (var known in names)
        {
            if (text.AsSpan(known.Start, known.Length).SequenceEqual(text.AsSpan(name.Start, name.Length)))
            {
                return true;
            }
        }

        return false;
    }

    private static string[] Written(ReadOnlySpan<TextSpan> names, string text)
    {
        var written = names.IsEmpty ? [] : new string[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            written[i] = names[i].In(text);
        }

        return written;
    }

    private static int EndOfName(TaggedText text, int first, int end)
    {
        var stop = first + 1;
        while (stop < end)
        {
            ref readonly var token = ref text.Tokens[stop];
            var isLink = token is { Kind: TokenKind.Mark, SpaceBefore: false } && text.Text[token.Start] is '-' or '\'' or '’' or '&'
                && stop + 1 < end && text.Tokens[stop + 1] is { SpaceBefore: false, Kind: TokenKind.Word } next
                && (next.Capital || !IsApostrophe(text, stop));
            if (isLink)
            {
                stop += 2;
            }
            else if (token is { Kind: TokenKind.Word, Capital: true, LineBefore: false })
            {
                stop++;
            }
            else if (stop == first + 1 && EndOfLink(text, stop, end) is { } linked)
            {
                stop = linked;
            }
            else
            {
                break;
            }
        }

        return stop;
    }

    /// <summary>"Corée du Sud", "Cour d'Appel", "Bank of England": one word, a link and a name on the same line. A longer name is whole without.</summary>
    private static int? EndOfLink(TaggedText text, int token, int end)
    {
        if (token + 1 >= end || text.Tokens[token] is not { Kind: TokenKind.Word, LineBefore: false } || !(text.Tokens[token + 1].Capital || IsApostrophe(text, token + 1))
            || !text.Pack.Lexicon.Has(text.Tokens[token], text.Pack.Lexicon.Features["<name-link>"])
            || text.Pack.Lexicon.Has(text.Tokens[token - 1], text.Pack.Lexicon.Features["<function>"]))
        {
            return null;
        }

        var next = IsApostrophe(text, token + 1) ? token + 2 : token + 1;
        return next < end && text.Tokens[next] is { Kind: TokenKind.Word, Capital: true, LineBefore: false } && !text.HasTimex(next, next + 1) ? next + 1 : null;
    }
}
