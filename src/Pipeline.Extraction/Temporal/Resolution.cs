namespace Pipeline.Extraction.Temporal;

/// <summary>What the second pass makes of a symbol.</summary>
/// <param name="Type">TIMEX3 type.</param>
/// <param name="Value">TIMEX3 value.</param>
/// <param name="Date">The days it covers, or null.</param>
/// <param name="Anchor">What it was resolved against.</param>
internal readonly record struct Resolution(TimexType Type, string Value, DateSpan? Date, TimexAnchor Anchor)
{
    /// <summary>Other readings of the date.</summary>
    public DateSpan[] Alternatives { get; init; } = [];

    /// <summary>What a reader should know.</summary>
    public ExtractionWarning[] Warnings { get; init; } = [];

    /// <summary>The words name the year.</summary>
    public bool HasYear { get; init; }

    /// <summary>One calendar day, with the hour or part of day where the words name one.</summary>
    public static Resolution OfDay(DateOnly day, TimeOfDay? time, TimexAnchor anchor)
    {
        var span = DateSpan.Day(day);
        return time is null
            ? new Resolution(TimexType.Date, span.ToString(), span, anchor)
            : new Resolution(TimexType.Time, time.On(day), span, anchor);
    }

    /// <summary>A month or year.</summary>
    public static Resolution OfSpan(DateSpan span, TimexAnchor anchor) => new(TimexType.Date, span.ToString(), span, anchor);

    /// <summary>A day before the year 1 or after 9999, which no calendar here holds.</summary>
    public static Resolution OutsideCalendar => Of(TimexType.Date, "XXXX-XX-XX") with { Warnings = [ExtractionWarning.ImpossibleDate] };

    /// <summary>A value that names no days.</summary>
    public static Resolution Of(TimexType type, string value) => new(type, value, null, TimexAnchor.None);
}
