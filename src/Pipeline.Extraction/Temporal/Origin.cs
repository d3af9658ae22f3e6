namespace Pipeline.Extraction.Temporal;

/// <summary>Where a relative date counts from.</summary>
internal enum Origin
{
    /// <summary>The publication day.</summary>
    Publication,

    /// <summary>The day last told.</summary>
    Story,
}
