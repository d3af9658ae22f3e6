namespace Pipeline.Extraction.Temporal;

/// <summary>Where a relative date counts from.</summary>
internal enum Origin
{
    /// <summary>The publication day.</summary>
    Publication,

    /// <summary>The day last told.</summary>
    Story,

    /// <summary>The publication day in news, the day last told in history: "the end of the year".</summary>
    Reference,
}
