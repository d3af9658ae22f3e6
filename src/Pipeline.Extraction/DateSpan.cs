using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Pipeline.Extraction;

/// <summary>
/// The calendar days that a date covers, both ends included, with the precision in which it was told.
/// Immutable; an invalid one cannot be made. The text form is <c>2026-03-04</c>, <c>2026-03</c>, <c>2026</c> or <c>first/last</c>.
/// </summary>
#pragma warning disable CA1036 // An order for display; operators such as < would mislead on spans that overlap.
public readonly record struct DateSpan : IComparable<DateSpan>
#pragma warning restore CA1036
{
    private DateSpan(DateOnly first, DateOnly last, DatePrecision precision)
    {
        First = first;
        Last = last;
        Precision = precision;
    }

    /// <summary>First day, included.</summary>
    public DateOnly First { get; }

    /// <summary>Last day, included: newspapers count both ends of "du 3 au 7".</summary>
    public DateOnly Last { get; }

    /// <summary>The precision in which the date was told.</summary>
    public DatePrecision Precision { get; }

    /// <summary>One calendar day.</summary>
    public static DateSpan Day(DateOnly day) => new(day, day, DatePrecision.Day);

    /// <summary>A calendar month; <paramref name="month"/> from 1 to 12.</summary>
    public static DateSpan Month(int year, int month)
    {
        var first = new DateOnly(year, month, 1);
        return new(first, new DateOnly(year, month, DateTime.DaysInMonth(year, month)), DatePrecision.Month);
    }

    /// <summary>A calendar year from 1 to 9999.</summary>
    public static DateSpan Year(int year) => new(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31), DatePrecision.Year);

    /// <summary>The days from <paramref name="first"/> to <paramref name="last"/>, both included; one day if they are equal.</summary>
    /// <exception cref="ArgumentException">The last day lies before the first.</exception>
    public static DateSpan Between(DateOnly first, DateOnly last)
    {
        if (last < first)
        {
            throw new ArgumentException("The last day lies before the first.", nameof(last));
        }

        return first == last ? Day(first) : new(first, last, DatePrecision.Interval);
    }

    /// <summary>Whether the two spans have a day in common.</summary>
    public bool Overlaps(DateSpan other) => First <= other.Last && other.First <= Last;

    /// <summary>Whether every day of <paramref name="other"/> is a day of this span.</summary>
    public bool Contains(DateSpan other) => First <= other.First && other.Last <= Last;

    /// <summary>Whether one of the two holds the other: a day and its month, a night and its morning.</summary>
    public bool Meets(DateSpan other) => Contains(other) || other.Contains(this);

    /// <summary>Whether it is <paramref name="other"/> or the last day of it: a deadline that is put off gives up the end of a period.</summary>
    public bool IsOrEnds(DateSpan other) => this == other || (First == Last && Last == other.Last);

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <exception cref="FormatException">The text is none of the four forms.</exception>
    public static DateSpan Parse(string text) =>
        TryParse(text, out var span) ? span : throw new FormatException($"'{text}' is no date of the form 2026-03-04, 2026-03, 2026 or first/last.");

    /// <summary>Reads what <see cref="ToString"/> writes; false if the text is none of the four forms.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out DateSpan span)
    {
        span = default;
        if (text is null)
        {
            return false;
        }

        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash >= 0)
        {
            if (!TryParseDay(text.AsSpan(0, slash), out var first) || !TryParseDay(text.AsSpan(slash + 1), out var last) || last < first)
            {
                return false;
            }

            span = Between(first, last);
            return true;
        }

        if (TryParseDay(text, out var day))
        {
            span = Day(day);
            return true;
        }

        if (text.Length == 7 && DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month))
        {
            span = Month(month.Year, month.Month);
            return true;
        }

        if (text.Length == 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year > 0)
        {
            span = Year(year);
            return true;
        }

        return false;
    }

    /// <summary>In order of first day, then the finer precision before the coarser.</summary>
    public int CompareTo(DateSpan other)
    {
        var byDay = First.CompareTo(other.First);
        return byDay != 0 ? byDay : Precision.CompareTo(other.Precision);
    }

    /// <summary>The text form: <c>2026-03-04</c>, <c>2026-03</c>, <c>2026</c> or <c>first/last</c>.</summary>
    public override string ToString() => Precision switch
    {
        DatePrecision.Day => First.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DatePrecision.Month => First.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        DatePrecision.Year => First.ToString("yyyy", CultureInfo.InvariantCulture),
        _ => string.Create(CultureInfo.InvariantCulture, $"{First:yyyy-MM-dd}/{Last:yyyy-MM-dd}"),
    };

    private static bool TryParseDay(ReadOnlySpan<char> text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
