using System.Globalization;

namespace Pipeline.Extraction.Temporal;

/// <summary>
/// The second pass: turns a symbol into a value with what is known at its place (publication day, the story's day, tense).
/// Dates without a year, months and weekdays are the work of <see cref="CalendarResolver"/>.
/// </summary>
internal static class TimexResolver
{
    /// <summary>What lies farther off (some 1,900 years) has no calendar day: "il y a 400 000 ans".</summary>
    private const double LongestOffsetDays = 700_000;

    /// <summary>ISO number; the weekend of a feast on a Monday is the one before it.</summary>
    private const int Saturday = 6;

    /// <summary>Behind a night, the hours from here...</summary>
    private const int EndOfNight = 5;

    /// <summary>...up to here are those of the day that it ended in: "crossed overnight ... at 10am".</summary>
    private const int StartOfEvening = 18;

    private static readonly string[] SeasonCodes = ["SP", "SU", "FA", "WI"];

    /// <summary>The value of <paramref name="symbol"/>.</summary>
    public static Resolution Resolve(SymbolicTime symbol, StoryState story, Tense tense) =>
        Move(symbol, ResolveNamed(symbol.YearsOff is { } years ? InYear(symbol, years, story) : symbol, story, tense));

    private static Resolution ResolveNamed(SymbolicTime symbol, StoryState story, Tense tense) => symbol switch
    {
        SymbolicTime.Calendar calendar => CalendarResolver.Resolve(calendar, story, tense),
        SymbolicTime.Offset offset => ResolveOffset(offset, story),
        SymbolicTime.Period period => ResolvePeriod(period, story, tense),
        SymbolicTime.Part part => ResolvePart(part, story, tense),
        SymbolicTime.Decade decade => ResolveDecade(decade),
        SymbolicTime.Century century => Resolution.Of(TimexType.Date, (century.Ordinal - 1).ToString("00", CultureInfo.InvariantCulture)),
        SymbolicTime.Feast feast => ResolveFeast(feast, story, tense),
        SymbolicTime.NthWeekday nth => NthResolver.Resolve(nth, story, tense),
        SymbolicTime.NthUnit nth => NthResolver.Resolve(nth, story, tense),
        SymbolicTime.Clock => ResolveClock(symbol, story),
        SymbolicTime.Duration duration => Resolution.Of(TimexType.Duration, TimeUnits.Duration(duration.Amount, duration.Unit, duration.More)),
        SymbolicTime.Repeat repeat => Resolution.Of(TimexType.Set, repeat.ValueWithTime),
        SymbolicTime.YearBeforeChrist year => Resolution.Of(TimexType.Date, "BC" + year.Year.ToString("0000", CultureInfo.InvariantCulture)),
        SymbolicTime.Reference reference => Resolution.Of(TimexType.Date, reference.Value),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>The symbol in the year that lies so many years off its origin.</summary>
    private static SymbolicTime InYear(SymbolicTime symbol, int years, StoryState story)
    {
        var origin = symbol is SymbolicTime.Calendar { Origin: Origin.Story } ? story.DayOf(Origin.Story, TimeUnit.Year) : story.Published;
        int? year = origin.Year + years;
        return symbol switch
        {
            SymbolicTime.Calendar calendar => calendar with { Year = year },
            SymbolicTime.Part part => part with { Year = year },
            SymbolicTime.Feast feast => feast with { Year = year },
            SymbolicTime.NthWeekday nth => nth with { Year = year },
            SymbolicTime.NthUnit nth => nth with { Year = year },
            _ => symbol,
        };
    }

    /// <summary>What lies so many days off the date named, or the week or weekend around it.</summary>
    private static Resolution Move(SymbolicTime symbol, Resolution named)
    {
        if (named.Date is not { } date || (symbol.DaysOff == 0 && symbol.Around is null))
        {
            return named;
        }

        if (!date.First.CanMove(symbol.DaysOff))
        {
            return Resolution.OutsideCalendar;
        }

        var day = date.First.PlusDays(symbol.DaysOff);
        var moved = symbol.Around switch
        {
            TimeUnit.Week => OfWeek(day.Monday(), named.Anchor),
            TimeUnit.Weekend => OfWeekend(day.NearestWeekday(Saturday), named.Anchor),
            _ => Resolution.OfDay(day, symbol.Time, named.Anchor),
        };
        return moved with { HasYear = named.HasYear, Warnings = named.Warnings };
    }

    private static Resolution OfWeek(DateOnly monday, TimexAnchor anchor) =>
        new(TimexType.Date, monday.IsoWeek(), DateSpan.Between(monday, monday.PlusDays(6)), anchor);

    private static Resolution OfWeekend(DateOnly saturday, TimexAnchor anchor) =>
        new(TimexType.Date, saturday.IsoWeek() + "-WE", DateSpan.Between(saturday, saturday.PlusDays(1)), anchor);

    /// <summary>A time of day without a day is one of the story's day; after a night, morning and afternoon are the next day's.</summary>
    private static Resolution ResolveClock(SymbolicTime clock, StoryState story)
    {
        var day = story.DayOfHour(clock.Time?.Hour);
        var isNextDay = story.PartOfDay == "NI" && (clock.Time?.Part is "MO" or "MI" or "AF" || clock.Time?.Hour is >= EndOfNight and < StartOfEvening);
        return Resolution.OfDay(isNextDay ? day.PlusDays(1) : day, clock.Time, day == story.Published ? TimexAnchor.Publication : TimexAnchor.Story);
    }

    private static TimexAnchor AnchorOf(Origin origin) =>
        origin == Origin.Story ? TimexAnchor.Story : TimexAnchor.Publication;

    private static Resolution ResolveOffset(SymbolicTime.Offset offset, StoryState story)
    {
        var origin = story.DayOf(offset.Origin, offset.Unit);
        var anchor = AnchorOf(offset.Origin);
        foreach (var more in offset.More)
        {
            origin = more.Unit switch
            {
                TimeUnit.Month => origin.PlusMonths(offset.Sign * more.Amount),
                TimeUnit.Year => origin.PlusMonths(12 * offset.Sign * more.Amount),
                _ => origin.PlusDays(offset.Sign * more.Amount * DaysOf(more.Unit)),
            };
        }

        if (offset.Unit <= TimeUnit.Hour)
        {
            var end = offset.Amount is { } hours && offset.Unit == TimeUnit.Hour && hours >= 24 ? origin.PlusDays(offset.Sign * Math.Floor(hours / 24)) : origin;
            var value = offset is { More: [var coarsest, .. var between], Amount: { } finest }
                ? TimeUnits.Duration(coarsest.Amount, coarsest.Unit, [.. between, new AmountOfTime(finest, offset.Unit)])
                : TimeUnits.Duration(offset.Amount, offset.Unit);
            return new Resolution(TimexType.Duration, value, DateSpan.Day(end), anchor);
        }

        if (offset.Amount is not { } amount)
        {
            return Resolution.Of(TimexType.Date, offset.Sign < 0 ? "PAST_REF" : "FUTURE_REF") with { Anchor = anchor };
        }

        var signed = amount * offset.Sign;
        if (Math.Abs(amount) * DaysOf(offset.Unit) > LongestOffsetDays)
        {
            return Resolution.Of(TimexType.Date, offset.Sign < 0 ? "PAST_REF" : "FUTURE_REF") with { Anchor = anchor };
        }

        if (!origin.CanMove(signed * DaysOf(offset.Unit)))
        {
            return Resolution.OutsideCalendar;
        }

        switch (offset.Unit)
        {
            case TimeUnit.Day:
                return Resolution.OfDay(origin.PlusDays(signed), offset.Time, anchor);
            case TimeUnit.Month or TimeUnit.Year when offset.IsExact:
                return Resolution.OfDay(origin.PlusMonths((offset.Unit == TimeUnit.Year ? 12 : 1) * signed), offset.Time, anchor);
            case TimeUnit.Week or TimeUnit.Weekend:
                var day = origin.PlusDays(7 * signed);
                return new Resolution(TimexType.Date, day.IsoWeek(), DateSpan.Day(day), anchor);
            case TimeUnit.Month or TimeUnit.Quarter or TimeUnit.Half or TimeUnit.Season:
                var months = offset.Unit == TimeUnit.Month ? 1 : offset.Unit == TimeUnit.Half ? 6 : 3;
                var month = origin.PlusMonths(signed * months);
                return Resolution.OfSpan(DateSpan.Month(month.Year, month.Month), anchor);
            default:
                var years = offset.Unit == TimeUnit.Year ? 1 : offset.Unit == TimeUnit.Decade ? 10 : 100;
                var year = (int)Math.Clamp(origin.Year + (signed * years), 1, 9999);
                return Resolution.OfSpan(DateSpan.Year(year), anchor);
        }
    }

    private static double DaysOf(TimeUnit unit) => unit switch
    {
        TimeUnit.Day => 1,
        TimeUnit.Week or TimeUnit.Weekend => 7,
        TimeUnit.Month => 30,
        TimeUnit.Quarter or TimeUnit.Season => 91,
        TimeUnit.Half => 182,
        TimeUnit.Year => 365,
        TimeUnit.Decade => 3_652,
        _ => 36_524,
    };

    private static Resolution ResolvePeriod(SymbolicTime.Period period, StoryState story, Tense tense)
    {
        var origin = story.DayOf(period.Origin, period.Unit);
        var anchor = AnchorOf(period.Origin);
        if (!origin.CanMove(period.Shift * DaysOf(period.Unit)))
        {
            return Resolution.OutsideCalendar;
        }

        switch (period.Unit)
        {
            case TimeUnit.Day:
                var told = period.Weekday is { } same ? story.Same(same) : origin;
                return Resolution.OfDay(told.PlusDays(period.Shift), period.Time, anchor);
            case TimeUnit.Week:
                var monday = origin.Monday().PlusDays(7 * period.Shift);
                return period.Weekday is { } weekday
                    ? Resolution.OfDay(monday.PlusDays(weekday - 1), period.Time, anchor)
                    : OfWeek(monday, anchor);
            case TimeUnit.Weekend:
                return ResolveWeekend(period, origin, anchor, tense);
            case TimeUnit.Month when period.SameTimeOfYear:
                return Resolution.OfSpan(DateSpan.Month(origin.Year, story.Published.Month), anchor);
            case TimeUnit.Month:
                var month = origin.PlusMonths(period.Shift);
                return Resolution.OfSpan(DateSpan.Month(month.Year, month.Month), anchor);
            case TimeUnit.Quarter or TimeUnit.Half:
                var months = period.Unit == TimeUnit.Quarter ? 3 : 6;
                var inside = origin.PlusMonths(months * period.Shift);
                return OfPart(period.Unit, ((inside.Month - 1) / months) + 1, inside.Year, anchor);
            case TimeUnit.Season:
                return Resolution.Of(TimexType.Date, period.Shift < 0 ? "PAST_REF" : period.Shift > 0 ? "FUTURE_REF" : "PRESENT_REF");
            case TimeUnit.Year:
                return Resolution.OfSpan(DateSpan.Year(Math.Clamp(origin.Year + period.Shift, 1, 9999)), anchor);
            case TimeUnit.Decade:
                return ResolveDecade(new SymbolicTime.Decade(((origin.Year / 10) + period.Shift) * 10));
            default:
                return Resolution.Of(TimexType.Date, ((origin.Year / 100) + period.Shift).ToString("00", CultureInfo.InvariantCulture));
        }
    }

    /// <summary>The weekend of this week or, on its first days under a verb of the past, the one before.</summary>
    private static Resolution ResolveWeekend(SymbolicTime.Period period, DateOnly origin, TimexAnchor anchor, Tense tense)
    {
        var saturday = origin.Monday().PlusDays(5 + (7 * period.Shift));
        if (period.Shift == 0 && tense == Tense.Past && origin.IsoWeekday() <= 4)
        {
            saturday = saturday.PlusDays(-7);
        }

        return OfWeekend(saturday, anchor);
    }

    private static Resolution ResolvePart(SymbolicTime.Part part, StoryState story, Tense tense)
    {
        if (part.Year is { } year)
        {
            return OfPart(part.Unit, part.Number, year, TimexAnchor.None) with { HasYear = true };
        }

        var reference = story.Reference;
        var current = OfPart(part.Unit, part.Number, reference.Year, TimexAnchor.Publication);
        var shift = (part.Direction, tense) switch
        {
            (Direction.Last, _) when current.Date!.Value.Last >= reference => -1,
            (Direction.Next, _) when current.Date!.Value.First <= reference => 1,
            (Direction.Open, Tense.Past) when current.Date!.Value.First > reference => -1,
            (Direction.Open, Tense.Future) when current.Date!.Value.Last < reference => 1,
            _ => 0,
        };
        return shift == 0 ? current : OfPart(part.Unit, part.Number, reference.Year + shift, TimexAnchor.Publication);
    }

    private static Resolution OfPart(TimeUnit unit, int number, int year, TimexAnchor anchor)
    {
        if (!CalendarArithmetic.HasYear(year))
        {
            return Resolution.OutsideCalendar;
        }

        var months = unit == TimeUnit.Half ? 6 : 3;
        if (unit == TimeUnit.Season)
        {
            // Astronomical seasons: the first month begins on about the 21st (winter runs into the next year).
            var begin = new DateOnly(year, (number * 3) % 13, 21);
            return new Resolution(
                TimexType.Date, $"{year:0000}-{SeasonCodes[number - 1]}", DateSpan.Between(begin, begin.PlusMonths(3).PlusDays(-1)), anchor);
        }

        var first = new DateOnly(year, ((number - 1) * months % 12) + 1, 1);
        var letter = unit == TimeUnit.Half ? 'H' : 'Q';
        return new Resolution(
            TimexType.Date, $"{year:0000}-{letter}{number}", DateSpan.Between(first, first.PlusMonths(months).PlusDays(-1)), anchor);
    }

    private static Resolution ResolveDecade(SymbolicTime.Decade decade)
    {
        var first = decade.FirstYear < 100 ? decade.FirstYear + (decade.FirstYear < 30 ? 2000 : 1900) : decade.FirstYear;
        return Resolution.Of(TimexType.Date, (first / 10).ToString("000", CultureInfo.InvariantCulture) + "X");
    }

    private static Resolution ResolveFeast(SymbolicTime.Feast feast, StoryState story, Tense tense)
    {
        var reference = story.Reference;
        var year = feast.Year ?? reference.Year;
        if (!CalendarArithmetic.HasYear(year))
        {
            return Resolution.OutsideCalendar;
        }

        var day = Feasts.Day(feast.Name, year);
        if (feast.Year is null)
        {
            var distance = day.DayNumber - reference.DayNumber;
            var shift = (feast.Direction, tense) switch
            {
                (Direction.Last, _) => distance >= 0 ? -1 : 0,
                (Direction.Next, _) or (_, Tense.Future) => distance < 0 ? 1 : 0,
                (_, Tense.Past) => distance > 0 ? -1 : 0,
                _ => distance > 183 ? -1 : distance < -183 ? 1 : 0,
            };
            if (!CalendarArithmetic.HasYear(year + shift))
            {
                return Resolution.OutsideCalendar;
            }

            day = shift == 0 ? day : Feasts.Day(feast.Name, year + shift);
        }

        if (feast.WeekdayAfter is { } weekday)
        {
            day = day.PlusDays(((weekday - day.IsoWeekday() + 6) % 7) + 1);
        }

        return Resolution.OfDay(day, feast.Time, feast.Year is null ? TimexAnchor.Publication : TimexAnchor.None) with { HasYear = feast.Year is not null };
    }
}
