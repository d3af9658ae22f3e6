using System.Globalization;

namespace Pipeline.Extraction.Temporal;

/// <summary>Finds what a calendar date leaves out. The priors (nearest year, past weekday unless the tense is future) are those measured on news: see NOTES.md of the packs.</summary>
internal static class CalendarResolver
{
    /// <summary>A year told long ago still governs a date without one only while the story stays there.</summary>
    private const int FarYears = 1;

    /// <summary>
    /// A verb of the future lets a date lie in the past only within some four months: "elected on 3 March, he will...";
    /// "will open on 6 October", written in March, is of this year and not the nearer one of the last.
    /// </summary>
    private const int FutureCost = 120;

    /// <summary>"Le 28 février ... Le 3": a number that falls by more than this many days is one of the next month.</summary>
    private const int TurnOfMonth = 15;

    /// <summary>So many days off the publication, a day lends its month only to the sentences right behind it.</summary>
    private const int FarDays = 400;

    /// <summary>So many days apart, two days may be of one story.</summary>
    private const int DaysOfStory = 45;

    public static Resolution Resolve(SymbolicTime.Calendar date, StoryState story, Tense tense)
    {
        if (date is { Day: null, Month: null, Weekday: null })
        {
            return date.Year is { } year ? OfYear(year) : Resolution.Of(TimexType.Date, "XXXX-XX-XX");
        }

        if (date is { Day: null, Month: not null })
        {
            return ResolveMonth(date, story, tense);
        }

        return date.Day is null ? ResolveWeekday(date, story, tense) : ResolveDay(date, story, tense);
    }

    private static Resolution OfYear(int year) => year is < 1 or > 9999
        ? Resolution.Of(TimexType.Date, "XXXX") with { Warnings = [ExtractionWarning.ImpossibleDate] }
        : Resolution.OfSpan(DateSpan.Year(year), TimexAnchor.None) with { HasYear = true };

    private static Resolution ResolveMonth(SymbolicTime.Calendar date, StoryState story, Tense tense)
    {
        var month = date.Month!.Value;
        if (date.Year is { } year)
        {
            year -= date.Until < month ? 1 : 0;
            return OfMonth(year, month, TimexAnchor.None) with { HasYear = true };
        }

        var turn = month < date.From ? 1 : 0;
        if (date.Direction == Direction.Open && story.OpenYear is { } told)
        {
            return OfMonth(told + turn, month, TimexAnchor.Story);
        }

        var reference = date.Origin == Origin.Story ? story.DayOf(Origin.Story, TimeUnit.Month) : story.Reference;
        var months = (date.From ?? month) - reference.Month;
        var shift = (date.Direction, tense) switch
        {
            (Direction.Last, _) => months >= 0 ? -1 : 0,
            (Direction.Next, _) => months <= 0 ? 1 : 0,
            (_, Tense.Past) when !story.IsNarrative => months > 0 ? -1 : 0,
            (_, Tense.Future) => months < 0 ? 1 : 0,
            _ when story.IsNarrative => months < -3 ? 1 : months > 8 ? -1 : 0,
            _ => months > 6 ? -1 : months < -6 ? 1 : 0,
        };
        return OfMonth(reference.Year + shift + turn, month, date.Origin == Origin.Story ? TimexAnchor.Story : TimexAnchor.Publication);
    }

    private static Resolution OfMonth(int year, int month, TimexAnchor anchor) =>
        CalendarArithmetic.HasYear(year) ? Resolution.OfSpan(DateSpan.Month(year, month), anchor) : Resolution.OutsideCalendar;

    private static Resolution ResolveWeekday(SymbolicTime.Calendar date, StoryState story, Tense tense)
    {
        var isOfStory = date.Origin == Origin.Story;
        var reference = isOfStory ? story.DayOf(Origin.Story, TimeUnit.Day) : story.Reference;
        var weekday = date.Weekday!.Value;
        var ahead = (weekday - reference.IsoWeekday() + 7) % 7;
        var days = (date.Direction, tense) switch
        {
            (Direction.Last, _) => ahead - 7,
            (Direction.Next, _) => ahead == 0 ? 7 : ahead,
            (_, _) when ahead == 0 => 0,
            (_, Tense.Future) => ahead,
            (Direction.This, Tense.Open or Tense.Present) => ahead,
            (_, Tense.Open) when story.IsNarrative => ahead,
            _ => ahead - 7,
        };
        return reference.CanMove(days)
            ? OfDay(reference.PlusDays(days), date, isOfStory || story.IsNarrative ? TimexAnchor.Story : TimexAnchor.Publication)
            : Resolution.OutsideCalendar;
    }

    private static Resolution ResolveDay(SymbolicTime.Calendar date, StoryState story, Tense tense)
    {
        if (date.Year is { } year)
        {
            return Checked(year, date.Month ?? story.Reference.Month, date, TimexAnchor.None) with { HasYear = true };
        }

        return date.Month is { } month ? ResolveYear(month, date, story, tense)
            : date.Origin == Origin.Story ? ResolveDayOfStory(date, story, tense)
            : ResolveMonthOfDay(date, story, tense);
    }

    /// <summary>Day and month: the nearest year, unless the weekday fits another or "dernier", "prochain" ask for one.</summary>
    private static Resolution ResolveYear(int month, SymbolicTime.Calendar date, StoryState story, Tense tense)
    {
        var reference = story.Reference;
        if (date.Direction == Direction.Open && story.OpenYear is { } open)
        {
            return Checked(open, month, date, TimexAnchor.Story);
        }

        if (story.GoverningYear is { } told && Math.Abs(told - reference.Year) > FarYears && tense != Tense.Future)
        {
            return Checked(told, month, date, TimexAnchor.Story);
        }

        if (tense == Tense.Past && !story.IsNarrative && date is { Direction: Direction.Open, Weekday: null } && story.YearOfNeighbour(month, date.Day!.Value) is { } near)
        {
            return Checked(near, month, date, TimexAnchor.Story);
        }

        var (best, bestCost) = (reference.Year - 1, int.MaxValue);
        for (var year = reference.Year - 1; year <= reference.Year + 1; year++)
        {
            if (Told(year, month, date) is not { } candidate)
            {
                continue;
            }

            var distance = candidate.First.DayNumber - reference.DayNumber;
            var cost = Math.Abs(distance)
                + (candidate.IsMismatch ? 160 : 0)
                + (date.Direction == Direction.Last && distance >= 0 ? 2000 : 0)
                + (date.Direction == Direction.Next && distance <= 0 ? 2000 : 0)
                + (tense == Tense.Future && distance < 0 ? FutureCost : 0)
                + (tense == Tense.Past && distance > 0 && !story.IsNarrative ? Math.Min(3 * distance, 200) : 0);
            if (cost < bestCost)
            {
                (best, bestCost) = (year, cost);
            }
        }

        return YearOfStory(best, month, date, story, tense) is { } ofStory
            ? Checked(ofStory, month, date, TimexAnchor.Story)
            : Checked(best, month, date, TimexAnchor.Publication);
    }

    /// <summary>
    /// The year of the day told before, where the nearest one fits neither weekday nor tense: "died on 3 March 2021 ... lunch was served on
    /// Saturday 27 February"; null where it fits, or the days lie far apart.
    /// </summary>
    private static int? YearOfStory(int nearest, int month, SymbolicTime.Calendar date, StoryState story, Tense tense)
    {
        if (date.Direction != Direction.Open || story.IsNarrative || story.Full is not { } full || Told(full.Year, month, date) is not { IsMismatch: false } told
            || told.First > story.Published || Math.Abs(told.First.DayNumber - full.DayNumber) > DaysOfStory)
        {
            return null;
        }

        var isUnfit = Told(nearest, month, date) is not { } found || found.IsMismatch || (tense == Tense.Past && found.First > story.Published);
        return isUnfit ? full.Year : null;
    }

    /// <summary>A day's number alone ("le vendredi 6"): the month of the story or a neighbour, by weekday and tense.</summary>
    private static Resolution ResolveMonthOfDay(SymbolicTime.Calendar date, StoryState story, Tense tense)
    {
        var isFar = story.Day is { } far && Math.Abs(far.DayNumber - story.Published.DayNumber) >= FarDays;
        var reference = story.Day is { } told && (!isFar || story.Month is not null) ? told : story.Reference;
        var near = isFar ? reference : story.Reference;
        var best = default(DateOnly?);
        var bestCost = int.MaxValue;
        for (var shift = -1; shift <= 1; shift++)
        {
            var month = reference.PlusMonths(shift);
            if (Told(month.Year, month.Month, date) is not { } candidate)
            {
                continue;
            }

            var distance = candidate.First.DayNumber - near.DayNumber;
            var cost = (Math.Abs(shift) * 10) + Math.Abs(distance) + (candidate.IsMismatch ? 100 : 0)
                + (tense == Tense.Future && candidate.First < story.Reference ? 60 : 0) + (tense == Tense.Past && candidate.First > story.Reference ? 60 : 0);
            if (cost < bestCost)
            {
                (best, bestCost) = (month, cost);
            }
        }

        return best is { } found
            ? Checked(found.Year, found.Month, date, TimexAnchor.Story)
            : Resolution.Of(TimexType.Date, "XXXX-XX-XX");
    }

    /// <summary>A day's number alone after a month was told ("Le 14, les troupes..."): of that month, or of the next where it has gone far past.</summary>
    private static Resolution ResolveDayOfStory(SymbolicTime.Calendar date, StoryState story, Tense tense)
    {
        var told = story.Month ?? story.Reference;
        var day = date.Day!.Value;
        var isPast = Exists(told.Year, told.Month, day) && new DateOnly(told.Year, told.Month, day) < story.Published && story.Published <= told.PlusMonths(1);
        var month = told.Day - day > TurnOfMonth || (tense == Tense.Future && isPast) ? told.PlusMonths(1) : told;
        if (tense == Tense.Past && month.Year == story.Published.Year && month.Month == story.Published.Month && day > story.Published.Day)
        {
            month = month.PlusMonths(-1);
        }

        return Checked(month.Year, month.Month, date, TimexAnchor.Story);
    }

    /// <summary>The day that a date would begin on in that month, and whether its weekday is another; null where the month has no such day.</summary>
    private static (DateOnly First, bool IsMismatch)? Told(int year, int month, SymbolicTime.Calendar date)
    {
        var number = DayNumber(year, month, date);
        if (!Exists(year, month, number))
        {
            return null;
        }

        var day = new DateOnly(year, month, number);
        return (date.NightBefore ? day.PlusDays(-1) : day, date.Weekday is { } weekday && weekday != day.IsoWeekday());
    }

    /// <summary>The day's number; -1 stands for the month's last.</summary>
    private static int DayNumber(int year, int month, SymbolicTime.Calendar date) =>
        date.Day == -1 && Exists(year, month, 1) ? DateTime.DaysInMonth(year, month) : date.Day!.Value;

    private static bool Exists(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);

    private static Resolution Checked(int year, int month, SymbolicTime.Calendar date, TimexAnchor anchor)
    {
        var day = DayNumber(year, month, date);
        if (!Exists(year, month, day))
        {
            var value = string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{month:00}-XX");
            return Resolution.Of(TimexType.Date, value) with { Warnings = [ExtractionWarning.ImpossibleDate] };
        }

        return OfDay(new DateOnly(year, month, day), date, anchor);
    }

    private static Resolution OfDay(DateOnly day, SymbolicTime.Calendar date, TimexAnchor anchor)
    {
        var told = date.NightBefore ? day.PlusDays(-1) : day;
        var resolution = Resolution.OfDay(told, date.Time, anchor);
        if (date.Night || date.NightBefore)
        {
            resolution = resolution with { Date = DateSpan.Between(told, told.PlusDays(1)) };
        }

        if (date is { Day: not null, Weekday: { } weekday } && weekday != day.IsoWeekday())
        {
            resolution = resolution with
            {
                Alternatives = [DateSpan.Day(day.NearestWeekday(weekday))],
                Warnings = [ExtractionWarning.WeekdayMismatch],
            };
        }

        if (date is { IsAmbiguous: true, Month: { } month, Day: { } number, Year: { } year })
        {
            resolution = resolution with
            {
                Alternatives = [.. resolution.Alternatives, DateSpan.Day(new DateOnly(year, number, month))],
                Warnings = [.. resolution.Warnings, ExtractionWarning.AmbiguousNumericDate],
            };
        }

        return resolution;
    }
}
