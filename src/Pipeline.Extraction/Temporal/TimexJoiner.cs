using Pipeline.Extraction.Languages;
using Pipeline.Extraction.Text;

namespace Pipeline.Extraction.Temporal;

/// <summary>
/// Joins a day and its hour or part of day into one expression: "le vendredi 6, à 19h45", "first light on Sunday"
/// (one TIME in ISO-TimeML). What may stand between them is data of the pack.
/// </summary>
internal static class TimexJoiner
{
    private const int NoonHour = 12;

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
                if (one.RangeEnd == 2 && joined > 1 && found[joined - 2] is { RangeEnd: 1, Symbol: SymbolicTime.Clock } begin)
                {
                    found[joined - 2] = WithDay(begin, one);
                }
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
        var dayFirst = IsDay(first, second) && second.Symbol is SymbolicTime.Clock;
        var timeFirst = first.Symbol is SymbolicTime.Clock && IsDay(second, first);
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
            Symbol = (day.Symbol with { }).Complete(clock.Symbol.Modifier ?? day.Symbol.Modifier, InPart(clock.Symbol.Time!, day.Symbol.Time?.Part)),
            Pattern = day.Pattern,
            RangeEnd = Math.Max(first.RangeEnd, second.RangeEnd),
            Part = Math.Min(first.Part, second.Part),
        };
    }

    /// <summary>"Between 2 and 4pm on Tuesday": the first hour is of the same day.</summary>
    private static RawTimex WithDay(RawTimex begin, RawTimex end) => new()
    {
        First = begin.First,
        End = begin.End,
        MatchFirst = begin.MatchFirst,
        MatchEnd = begin.MatchEnd,
        Symbol = (end.Symbol with { }).Complete(begin.Symbol.Modifier, begin.Symbol.Time),
        Pattern = begin.Pattern,
        RangeEnd = 1,
        Part = begin.Part,
    };

    /// <summary>"8 heures" of an afternoon or evening is 20:00.</summary>
    private static TimeOfDay InPart(TimeOfDay clock, string? part) =>
        part is "AF" or "EV" && clock.Hour is < NoonHour ? clock with { Hour = clock.Hour + NoonHour } : clock;

    /// <summary>A day, and a part of it where the other expression gives the hour ("samedi soir, à 20 h"); of a night the hour's day stays open.</summary>
    private static bool IsDay(RawTimex timex, RawTimex other) =>
        (timex.Symbol.Time is null || (timex.Symbol.Time is { Hour: null, Part: not "NI" } && other.Symbol.Time is { Hour: not null }))
        && timex.Symbol is (
        SymbolicTime.Calendar { Day: not null } or SymbolicTime.Calendar { Weekday: not null } or SymbolicTime.Feast or SymbolicTime.NthWeekday or SymbolicTime.NthUnit { Unit: TimeUnit.Day }
        or SymbolicTime.Period { Unit: TimeUnit.Day } or SymbolicTime.Offset { Unit: TimeUnit.Day }
        or SymbolicTime.Repeat { IsOfDays: true });

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
