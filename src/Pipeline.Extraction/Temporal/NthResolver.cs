namespace Pipeline.Extraction.Temporal;

/// <summary>The n-th weekday, day, week, weekend or month of a longer time: "le premier lundi de mars", "the third week of next month".</summary>
internal static class NthResolver
{
    /// <summary>ISO number; the week that holds the month's n-th Thursday is its n-th, as in ISO 8601 the first of a year holds its first.</summary>
    private const int Thursday = 4;

    private const int Saturday = 6;

    /// <summary>The day of a counted weekday.</summary>
    public static Resolution Resolve(SymbolicTime.NthWeekday nth, StoryState story, Tense tense)
    {
        var reference = story.Reference;
        if (nth.MonthsOff is { } months)
        {
            var asked = reference.PlusMonths(months);
            return Resolution.OfDay(Feasts.NthWeekday(asked.Year, asked.Month, nth.Number, nth.Weekday), nth.Time, TimexAnchor.Publication);
        }

        var month = nth.Month ?? reference.Month;
        var year = nth.Year ?? reference.Year;
        if (!CalendarArithmetic.HasYear(year))
        {
            return Resolution.OutsideCalendar;
        }

        var day = Feasts.NthWeekday(year, month, nth.Number, nth.Weekday);
        var shift = nth.Year is not null ? 0 : tense == Tense.Future && day < reference ? 1 : tense == Tense.Past && day > reference ? -1 : 0;
        if (shift == 1 && nth.Month is null)
        {
            day = Feasts.NthWeekday(reference.PlusMonths(1).Year, reference.PlusMonths(1).Month, nth.Number, nth.Weekday);
        }
        else if (shift != 0)
        {
            if (!CalendarArithmetic.HasYear(year + shift))
            {
                return Resolution.OutsideCalendar;
            }

            day = Feasts.NthWeekday(year + shift, month, nth.Number, nth.Weekday);
        }

        return Resolution.OfDay(day, nth.Time, nth.Year is null ? TimexAnchor.Publication : TimexAnchor.None);
    }

    /// <summary>The day, week, weekend or month so far inside a month or year.</summary>
    public static Resolution Resolve(SymbolicTime.NthUnit nth, StoryState story, Tense tense)
    {
        var holder = Holder(nth, story, tense);
        if (holder.Date is not { } span)
        {
            return holder;
        }

        var inside = nth.Unit switch
        {
            TimeUnit.Month => Month(span, nth.Number),
            TimeUnit.Week => Week(span, nth.Number),
            TimeUnit.Weekend => Weekday(span, nth.Number, Saturday) is { } saturday ? DateSpan.Between(saturday, saturday.PlusDays(1)) : null,
            _ => Day(span, nth.Number),
        };
        if (inside is not { } found)
        {
            return holder with { Warnings = [ExtractionWarning.ImpossibleDate] };
        }

        var value = nth.Unit switch
        {
            TimeUnit.Week => found.First.IsoWeek(),
            TimeUnit.Weekend => found.First.IsoWeek() + "-WE",
            _ => found.ToString(),
        };
        return nth.Unit == TimeUnit.Day
            ? Resolution.OfDay(found.First, nth.Time, holder.Anchor) with { HasYear = holder.HasYear }
            : new Resolution(TimexType.Date, value, found, holder.Anchor) { HasYear = holder.HasYear };
    }

    /// <summary>The month or year that is named, or else this month.</summary>
    private static Resolution Holder(SymbolicTime.NthUnit nth, StoryState story, Tense tense)
    {
        if (nth.MonthsOff is { } months || nth is { Month: null, Year: null })
        {
            var month = story.Reference.PlusMonths(nth.MonthsOff ?? 0);
            return Resolution.OfSpan(DateSpan.Month(month.Year, month.Month), TimexAnchor.Publication);
        }

        return CalendarResolver.Resolve(new SymbolicTime.Calendar(nth.Year, nth.Month, null, null, Direction.Open), story, tense);
    }

    private static DateSpan? Month(DateSpan year, int number)
    {
        var month = number < 0 ? 13 + number : number;
        return month is >= 1 and <= 12 ? DateSpan.Month(year.First.Year, month) : null;
    }

    private static DateSpan? Week(DateSpan span, int number) =>
        Weekday(span, number, Thursday) is { } thursday ? DateSpan.Between(thursday.Monday(), thursday.Monday().PlusDays(6)) : null;

    private static DateSpan? Day(DateSpan span, int number)
    {
        var day = number < 0 ? span.Last.PlusDays(number + 1) : span.First.PlusDays(number - 1);
        return day >= span.First && day <= span.Last ? DateSpan.Day(day) : null;
    }

    private static DateOnly? Weekday(DateSpan span, int number, int weekday)
    {
        var first = span.First.PlusDays((weekday - span.First.IsoWeekday() + 7) % 7);
        var last = span.Last.PlusDays(-((span.Last.IsoWeekday() - weekday + 7) % 7));
        var day = number < 0 ? last.PlusDays(7 * (number + 1)) : first.PlusDays(7 * (number - 1));
        return day >= span.First && day <= span.Last ? day : null;
    }
}
