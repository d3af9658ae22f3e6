using Pipeline.Extraction.Temporal;
using Pipeline.Extraction.Text;

namespace Pipeline.Extraction.Events;

/// <summary>Finds names by their capitals: people, organisations and places, as written, each once.</summary>
internal static class EntityReader
{
    private const int MaxEntities = 12;

    public static IReadOnlyList<string> Read(TaggedText text, int first, int end)
    {
        var names = new List<string>();
        var function = text.Pack.Lexicon.Features["<function>"];
        var opens = true;
        for (var i = first; i < end && names.Count < MaxEntities; i++)
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
                var name = text.Span(begin, stop).In(text.Text);
                if (name.Length > 1 && !names.Contains(name, StringComparer.Ordinal))
                {
                    names.Add(name);
                }
            }

            i = Math.Max(i, stop - 1);
        }

        return names;
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
