using System.Globalization;

namespace Pipeline.Extraction.Temporal;

/// <summary>Days, ISO weeks and months, never past the ends of the calendar.</summary>
internal static class CalendarArithmetic
{
    /// <summary>1 for Monday to 7 for Sunday.</summary>
    public static int IsoWeekday(this DateOnly day) => day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek;

    /// <summary>The Monday of the day's week.</summary>
    public static DateOnly Monday(this DateOnly day) => day.PlusDays(1 - day.IsoWeekday());

    /// <summary>Whether the calendar holds the year.</summary>
    public static bool HasYear(int year) => year is >= 1 and <= 9999;

    /// <summary>Whether the calendar holds the day so many days on.</summary>
    public static bool CanMove(this DateOnly day, double days) =>
        day.DayNumber + days >= DateOnly.MinValue.DayNumber && day.DayNumber + days <= DateOnly.MaxValue.DayNumber;

    /// <summary>The day so many days on, kept inside the calendar.</summary>
    public static DateOnly PlusDays(this DateOnly day, double days) =>
        DateOnly.FromDayNumber((int)Math.Clamp(day.DayNumber + days, DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber));

    /// <summary>The same day so many months on, kept inside the calendar.</summary>
    public static DateOnly PlusMonths(this DateOnly day, double months)
    {
        var target = (day.Year * 12.0) + day.Month - 1 + Math.Truncate(months);
        return target < 12 ? DateOnly.MinValue : target >= 9999 * 12.0 ? DateOnly.MaxValue : day.AddMonths((int)Math.Truncate(months));
    }

    /// <summary>The nearest day of that weekday; of two equally near ones the earlier.</summary>
    public static DateOnly NearestWeekday(this DateOnly day, int weekday)
    {
        var ahead = (weekday - day.IsoWeekday() + 7) % 7;
        return ahead <= 3 ? day.PlusDays(ahead) : day.PlusDays(ahead - 7);
    }

    /// <summary>ISO week: <c>2026-W09</c>.</summary>
    public static string IsoWeek(this DateOnly day)
    {
        var time = day.ToDateTime(TimeOnly.MinValue);
        return string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(time):0000}-W{ISOWeek.GetWeekOfYear(time):00}");
    }
}
