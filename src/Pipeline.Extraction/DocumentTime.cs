namespace Pipeline.Extraction;

/// <summary>
/// The document creation time of TIMEX3 (DCT): the local day, and the hour where known, on which the article was published in its newsroom's zone.
/// </summary>
/// <param name="Day">The publication day.</param>
/// <param name="Assumed">True if no source named the day; relative dates then lose confidence and carry a warning.</param>
public readonly record struct DocumentTime(DateOnly Day, bool Assumed = false);
