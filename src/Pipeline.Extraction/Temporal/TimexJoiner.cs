using Pipeline.Extraction.Languages;
using Pipeline.Extraction.Text;

namespace Pipeline.Extraction.Temporal;

/// <summary>
/// Joins a day and its hour or part of day into one expression: "le vendredi 6, à 19h45", "first light on Sunday"
/// (one TIME in ISO-TimeML). What may stand between them is data of the pack.
/// </summary>
internal static class TimexJoiner
{
    /// <summary>Joins what belongs together in <paramref name="found"/>, which is in the order of the text.</summary>
    public static void Join(PooledList<RawTimex> found, TokenList tokens, LanguagePack pack)
    {
        var joined = 0;
        for (var i = 0; i < found.Count; i++)
        {
            var timex = found[i];
            if (joined > 0 && TryJoin(found[joined - 1], timex, tokens, pack) is { } one)
            {
                found[joined - 1] = one;
            }
            else
            {
                found[joined++] = timex;
            }
        }

        found.Shorten(joined);
    }

    private static RawTimex? TryJoin(RawTimex first, RawTimex second, TokenList tokens, LanguagePack pack)
    {
        var dayFirst = IsDay(first) && second.Symbol is SymbolicTime.Clock;
        var timeFirst = first.Symbol is SymbolicTime.Clock && IsDay(second);
        if ((!dayFirst && !timeFirst) || first.RangeEnd == 1 || second.RangeEnd == 2
            || !Connects(first.MatchEnd, second.First, dayFirst ? JoinOrder.DayThenTime : JoinOrder.TimeThenDay, tokens, pack))
        {
            return null;
        }

        var (day, clock) = dayFirst ? (first, second) : (second, first);
        return new RawTimex
        {
            First = first.First,
            End = second.End,
            MatchFirst = first.MatchFirst,
            MatchEnd = second.MatchEnd,
            Symbol = (day.Symbol with { }).Complete(clock.Symbol.Modifier ?? day.Symbol.Modifier, clock.Symbol.Time),
            Pattern = day.Pattern,
            RangeEnd = Math.Max(first.RangeEnd, second.RangeEnd),
            Part = Math.Min(first.Part, second.Part),
        };
    }

    private static bool IsDay(RawTimex timex) => timex.Symbol is { Time: null } and (
        SymbolicTime.Calendar { Day: not null } or SymbolicTime.Calendar { Weekday: not null } or SymbolicTime.Feast or SymbolicTime.NthWeekday
        or SymbolicTime.Period { Unit: TimeUnit.Day } or SymbolicTime.Offset { Unit: TimeUnit.Day });

    private static bool Connects(int from, int to, JoinOrder order, TokenList tokens, LanguagePack pack)
    {
        if (from >= to)
        {
            return from == to && !tokens[to].LineBefore;
        }

        var (joins, end) = pack.JoinAutomaton.MatchAll(tokens, from, to);
        return end == to && joins.Any(join => (pack.Joins[join] & order) != 0) && !tokens[from].LineBefore && !tokens[to].LineBefore;
    }
}
