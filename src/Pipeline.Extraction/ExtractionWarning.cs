namespace Pipeline.Extraction;

/// <summary>Something a reader should know about a date or an event. The set is closed; <see cref="ExtractionWarnings.Code"/> names each for files and tables.</summary>
public enum ExtractionWarning
{
    /// <summary>The weekday named is not that of the day number; the day number wins and the weekday's nearest day is kept as an alternative.</summary>
    WeekdayMismatch,

    /// <summary>The words name a day that does not exist, such as 31 February; no event is made from it.</summary>
    ImpossibleDate,

    /// <summary>Past or future could not be decided from tense or cue words.</summary>
    UncertainDirection,

    /// <summary>Day and month of a numeric date could be the other way round.</summary>
    AmbiguousNumericDate,

    /// <summary>The article gives two versions of the date of one event.</summary>
    SourceContradiction,

    /// <summary>The date is relative to a publication date that was only assumed.</summary>
    AssumedPublication,

    /// <summary>Told as hearsay (French conditional, "reportedly").</summary>
    Hearsay,

    /// <summary>More dates than the limit; the first ones were kept.</summary>
    TooManyDates,
}
