using System.Buffers;
using Pipeline.Extraction.Languages;
using Pipeline.Extraction.Text;

namespace Pipeline.Extraction.Temporal;

/// <summary>The first pass: from tokens to symbolic expressions, left to right, longest match first. Linear in the number of tokens.</summary>
internal sealed class TemporalMatcher
{
    private const int MaxSpans = 8;

    /// <summary>About how many tokens come on one expression in a news article.</summary>
    private const int TokensAnExpression = 16;

    private readonly LanguagePack _pack;
    private readonly int _maxSlots;

    public TemporalMatcher(LanguagePack pack)
    {
        _pack = pack;
        _maxSlots = pack.Patterns.Select(pattern => pattern.Slots.Count).DefaultIfEmpty().Max();
    }

    /// <summary>The expressions of a text in its order, days already joined with their hours.</summary>
    public PooledList<RawTimex> Match(string text, TokenList tokens)
    {
        var found = new PooledList<RawTimex>((tokens.Count / TokensAnExpression) + 1);
        var captures = ArrayPool<string?>.Shared.Rent(_maxSlots);
        for (var i = 0; i < tokens.Count;)
        {
            var (number, end) = FirstThatStands(tokens, i);
            if (number >= 0)
            {
                var before = found.Count;
                Read(number, text, tokens, i, end, captures, found);
                if (found.Count > before && IsOutrun(tokens, i, found[before].First, end))
                {
                    found.Shorten(before);
                }

                i = found.Count > before ? end : i + 1;
            }
            else
            {
                i++;
            }
        }

        ArrayPool<string?>.Shared.Return(captures, clearArray: true);
        TimexJoiner.Join(found, tokens, _pack);
        return found;
    }

    /// <summary>
    /// A match that begins with context ("depuis [octobre]") gives way to a longer one that begins at its expression ("octobre 1993").
    /// </summary>
    private bool IsOutrun(TokenList tokens, int first, int expression, int end)
    {
        if (expression == first)
        {
            return false;
        }

        var (number, longer) = FirstThatStands(tokens, expression);
        return number >= 0 && longer > end;
    }

    /// <summary>
    /// Of the patterns that make the longest match, the first whose guards let it stand; where none does, of those that make the next
    /// shorter one ("lundi 14" before "h" gives way to "lundi"); -1 if none.
    /// </summary>
    private (int Pattern, int End) FirstThatStands(TokenList tokens, int first)
    {
        for (var limit = tokens.Count; ;)
        {
            var (patterns, end) = _pack.Automaton.MatchAll(tokens, first, limit);
            foreach (var pattern in patterns)
            {
                if (Stands(_pack.Patterns[pattern], tokens, first, end))
                {
                    return (pattern, end);
                }
            }

            if (end <= first + 1)
            {
                return (-1, end);
            }

            limit = end - 1;
        }
    }

    private bool Stands(Pattern pattern, TokenList tokens, int first, int end) =>
        (!pattern.OpensLine || tokens[first].LineBefore)
        && !(first > 0 && HasAny(tokens[first - 1], pattern.UnlessBefore))
        && !(end < tokens.Count && HasAny(tokens[end], pattern.UnlessAfter))
        && (pattern.OnlyAfter.Length == 0 || (first > 0 && HasAny(tokens[first - 1], pattern.OnlyAfter)));

    private bool HasAny(in Token token, int[] features)
    {
        foreach (var feature in features)
        {
            if (_pack.Lexicon.Has(token, feature))
            {
                return true;
            }
        }

        return false;
    }

    private void Read(int number, string text, TokenList tokens, int first, int end, string?[] captures, PooledList<RawTimex> found)
    {
        var pattern = _pack.Patterns[number];
        Array.Clear(captures);
        Span<int> opens = stackalloc int[MaxSpans + 1];
        Span<int> closes = stackalloc int[MaxSpans + 1];
        opens.Fill(-1);
        if (!Walk(_pack.Graph.Starts[number], number, text, tokens, first, end, captures, opens, closes))
        {
            return;
        }

        for (var i = 0; i < pattern.Values.Length; i++)
        {
            var hasSpan = opens[i + 1] >= 0;
            if ((pattern.Values.Length > 1 && !hasSpan) || pattern.Values[i].Build(captures) is not { } symbol)
            {
                continue;
            }

            found.Add(new RawTimex
            {
                First = hasSpan ? opens[i + 1] : first,
                End = hasSpan ? closes[i + 1] : end,
                MatchFirst = first,
                MatchEnd = end,
                Symbol = symbol,
                Pattern = pattern,
                RangeEnd = pattern.IsRange ? i + 1 : 0,
                Part = i,
            });
        }
    }

    private string ValueOf(string text, in Token token, int feature) => feature == Feature.Decimal
        ? text[token.Start..token.End].Replace(',', '.')
        : _pack.Lexicon.ValueOf(token, feature) ?? "";

    /// <summary>Walks one pattern's graph over a match of known length; the first way through in the order of the notation wins.</summary>
    private bool Walk(
        int node, int pattern, string text, TokenList tokens, int at, int end, string?[] captures, Span<int> opens, Span<int> closes)
    {
        tokens.Step();
        var current = _pack.Graph[node];
        if (current.Feature == PatternGraph.Node.Free)
        {
            if (current.Accepts >= 0)
            {
                return current.Accepts == pattern && at == end;
            }

            if (current.Mark > 0)
            {
                opens[current.Mark] = at;
            }
            else if (current.Mark < 0)
            {
                closes[-current.Mark] = at;
            }

            foreach (var next in current.Next)
            {
                if (Walk(next, pattern, text, tokens, at, end, captures, opens, closes))
                {
                    return true;
                }
            }

            if (current.Mark > 0)
            {
                opens[current.Mark] = -1;
            }

            return false;
        }

        if (at >= end || !current.Reads(_pack.Lexicon.FeaturesOf(tokens[at].Signature), tokens[at].SpaceBefore)
            || !Walk(current.Next[0], pattern, text, tokens, at + 1, end, captures, opens, closes))
        {
            return false;
        }

        if (current.Capture >= 0)
        {
            captures[current.Capture] = current.Constant ?? ValueOf(text, tokens[at], current.Feature);
        }

        return true;
    }
}
