namespace Pipeline.Extraction.Explanation;

/// <summary>What speaks for or against an event.</summary>
public enum ConfidenceKind
{
    /// <summary>The words give the whole date: where the confidence starts.</summary>
    FullDate,

    /// <summary>The date counts from the publication day: where the confidence starts.</summary>
    RelativeToPublication,

    /// <summary>The date counts from the day last told: where the confidence starts.</summary>
    RelativeToStory,

    /// <summary>Weekday and day number contradict each other: no more than this is left.</summary>
    WeekdayMismatch,

    /// <summary>The publication day is assumed: a factor.</summary>
    AssumedPublication,

    /// <summary>Told as hearsay: a factor.</summary>
    Hearsay,
}
