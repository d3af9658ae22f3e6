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
        var opens = true;
        for (var i = first; i < end && count < MaxEntities; i++)
        {
            ref readonly var token = ref text.Tokens[i];
            if (token is not { Kind: TokenKind.Word, Capital: true })
            {
                opens = token.Kind == TokenKind.Mark && text.Text[token.Start] is '.' or '!' or '?' or '«' or '"' or '“';
                continue;
            }

            var stop = EndOfName(text, i, end);
            var isFunctionWord = text.Pack.Lexicon.Has(token, function);
            var begin = isFunctionWord && opens ? i + 1 : i;
            opens = false;
            if (begin < stop && text.Tokens[begin].Capital && !text.HasTimex(begin, stop)
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
                && stop + 1 < end && text.Tokens[stop + 1] is { SpaceBefore: false, Kind: TokenKind.Word };
            if (isLink)
            {
                stop += 2;
            }
            else if (token is { Kind: TokenKind.Word, Capital: true, LineBefore: false })
            {
                stop++;
            }
            else
            {
                break;
            }
        }

        return stop;
    }
}
