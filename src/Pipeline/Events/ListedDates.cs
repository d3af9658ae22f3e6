using Pipeline.Extraction;

namespace Pipeline.Events;

/// <summary>Which dates a calendar from one day to another lists.</summary>
public static class ListedDates
{
    /// <summary>
    /// Whether <paramref name="date"/> begins on a day from <paramref name="first"/> to <paramref name="last"/>, both included. A month or a year that is told as
    /// such is still to come until it is over.
    /// </summary>
    public static bool IsListed(this DateSpan date, DateOnly first, DateOnly last)
    {
        var isCoarse = date.Precision is DatePrecision.Month or DatePrecision.Year;
        return date.First <= last && (isCoarse ? date.Last : date.First) >= first;
    }
}
