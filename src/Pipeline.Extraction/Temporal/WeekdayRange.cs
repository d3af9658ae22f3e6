namespace Pipeline.Extraction.Temporal;

/// <summary>
/// "De lundi à mercredi": each weekday is sought by itself, so that a range across the day of publication would run backwards. Of such
/// a pair the end moves on a week, or the beginning back where the verb is one of the past.
/// </summary>
internal static class WeekdayRange
{
    /// <summary>
    /// Puts the range that the last two expressions of <paramref name="text"/> make in order; does nothing where they make none.
    /// Returns the new day of its end, or null where that stays.
    /// </summary>
    public static DateOnly? Settle(TaggedText text)
    {
        if (text.Timexes.Count < 2)
        {
            return null;
        }

        var (first, begin) = text.Timexes[^2];
        var (second, end) = text.Timexes[^1];
        if (second.RangeEnd != 2 || first.RangeEnd != 1 || first.MatchFirst != second.MatchFirst || !IsWeekday(first) || !IsWeekday(second)
            || begin.Date is not { } from || end.Date is not { } to || to.First >= from.First)
        {
            return null;
        }

        var tense = TemporalTagger.TenseOf(text, second);
        if (tense == Tense.Past)
        {
            text.Timexes[^2] = (first, On(from.First.PlusDays(-7), first, begin));
            return null;
        }

        text.Timexes[^1] = (second, On(to.First.PlusDays(7), second, end));
        return to.First.PlusDays(7);
    }

    private static bool IsWeekday(RawTimex raw) => raw.Symbol is SymbolicTime.Calendar { Day: null, Weekday: not null };

    private static Timex On(DateOnly day, RawTimex raw, Timex timex)
    {
        var moved = Resolution.OfDay(day, raw.Symbol.Time, timex.Anchor);
        return timex with { Value = moved.Value, Date = moved.Date };
    }
}
