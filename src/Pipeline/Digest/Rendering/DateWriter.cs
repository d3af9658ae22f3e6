using System.Globalization;
using Pipeline.Extraction;

namespace Pipeline.Digest.Rendering;

/// <summary>Writes dates as the language does, never finer than they are known. Thread-safe.</summary>
internal sealed class DateWriter(Strings strings)
{
    /// <summary>The date: "1er mars 2026", "avril 2026", "2026", "du 3 au 7 mai 2026".</summary>
    public string Write(DateSpan date) => date.Precision switch
    {
        DatePrecision.Day => Write(date.First),
        DatePrecision.Month => date.First.ToString(strings.Text("date.month"), strings.Culture),
        DatePrecision.Year => date.First.ToString("yyyy", CultureInfo.InvariantCulture),
        _ => strings.Text("date.interval", ("first", FirstOf(date)), ("last", Write(date.Last))),
    };

    /// <summary>The day: "1er mars 2026".</summary>
    public string Write(DateOnly day) => Format(day, "date.day");

    /// <summary>The day with its weekday: "dimanche 1er mars 2026".</summary>
    public string WriteFull(DateOnly day) => strings.Text("date.full", ("weekday", Weekday(day)), ("day", Write(day)));

    /// <summary>The date, with its weekday where it is one day.</summary>
    public string WriteFull(DateSpan date) => date.Precision == DatePrecision.Day ? WriteFull(date.First) : Write(date);

    /// <summary>The name of the weekday.</summary>
    public string Weekday(DateOnly day) => strings.Culture.DateTimeFormat.GetDayName(day.DayOfWeek);

    // What both ends share is said once: "3 au 7 mai 2026", "28 février au 3 mars 2026".
    private string FirstOf(DateSpan date) =>
        date.First.Year != date.Last.Year ? Write(date.First)
        : date.First.Month != date.Last.Month ? Format(date.First, "date.dayMonth")
        : Format(date.First, "date.dayOnly");

    // Some languages write the first of a month as an ordinal.
    private string Format(DateOnly day, string key) => day.ToString(strings.Text(day.Day == 1 ? key + "First" : key), strings.Culture);
}
