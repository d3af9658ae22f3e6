namespace Pipeline.Extraction;

/// <summary>The four types of TIMEX3 (ISO-TimeML).</summary>
public enum TimexType
{
    /// <summary>A day or anything coarser.</summary>
    Date,

    /// <summary>Anything finer than a day, parts of the day included.</summary>
    Time,

    /// <summary>An amount of time.</summary>
    Duration,

    /// <summary>A time that repeats.</summary>
    Set,
}
