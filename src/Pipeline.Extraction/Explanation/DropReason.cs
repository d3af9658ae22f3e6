namespace Pipeline.Extraction.Explanation;

/// <summary>Why an expression made no event. The set is closed; <see cref="DropReasons.Code"/> names each for files.</summary>
public enum DropReason
{
    /// <summary>It names no day of the calendar: a reference such as "recently", or a date that stays unresolved.</summary>
    Unresolved,

    /// <summary>It names a day that does not exist, such as 31 February.</summary>
    ImpossibleDate,

    /// <summary>It belongs to the title of a law or of a work.</summary>
    Title,

    /// <summary>It stands on a line of its own that heads what follows.</summary>
    Subheading,

    /// <summary>It stands in quoted speech.</summary>
    Quotation,

    /// <summary>It says when the article was published, or is its dateline.</summary>
    Stamp,

    /// <summary>An hour that heads an entry of a live blog.</summary>
    HeadingHour,

    /// <summary>Two hours without a day: opening hours.</summary>
    Hours,

    /// <summary>An amount of time.</summary>
    Duration,

    /// <summary>A time that repeats.</summary>
    Repetition,

    /// <summary>It belongs to a thing and not to a happening ("the edition of 3 May").</summary>
    NamesThing,

    /// <summary>It is one side of a comparison.</summary>
    Comparison,

    /// <summary>The sentence only supposes what it tells.</summary>
    Hypothesis,

    /// <summary>It says when somebody said what is told.</summary>
    Attribution,

    /// <summary>It opens a period of years that has no end here.</summary>
    EndlessPeriod,

    /// <summary>The text itself replaces it by another date.</summary>
    Superseded,

    /// <summary>The same sentence has told that date already.</summary>
    Repeated,

    /// <summary>More events than <see cref="ExtractionOptions.MaxEvents"/>.</summary>
    OverLimit,
}
