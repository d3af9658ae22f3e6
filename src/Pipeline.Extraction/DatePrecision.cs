namespace Pipeline.Extraction;

/// <summary>How finely a date is known, finest first.</summary>
public enum DatePrecision
{
    /// <summary>One calendar day.</summary>
    Day,

    /// <summary>Several days between two named ends, both included: a night, "du 3 au 7 mai", a week, a quarter.</summary>
    Interval,

    /// <summary>A calendar month.</summary>
    Month,

    /// <summary>A calendar year.</summary>
    Year,
}
