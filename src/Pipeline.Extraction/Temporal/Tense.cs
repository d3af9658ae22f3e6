namespace Pipeline.Extraction.Temporal;

/// <summary>The tense that governs an expression.</summary>
internal enum Tense
{
    /// <summary>No verb says.</summary>
    Open,

    Past,

    Present,

    Future,
}
