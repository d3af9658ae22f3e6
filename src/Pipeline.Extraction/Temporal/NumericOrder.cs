namespace Pipeline.Extraction.Temporal;

/// <summary>Order of day and month in a date of digits alone.</summary>
internal enum NumericOrder
{
    /// <summary>28/2/2026.</summary>
    DayFirst,

    /// <summary>2/28/2026.</summary>
    MonthFirst,
}
