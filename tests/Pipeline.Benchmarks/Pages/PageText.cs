namespace Pipeline.Benchmarks.Pages;

/// <summary>What our reader makes of a page.</summary>
/// <param name="Body">The text without the headline; empty where the page is refused.</param>
/// <param name="Day">The publication day in the offset that the page names, as the published figures count it; null where the page names none.</param>
/// <param name="Source">Where the day was read.</param>
/// <param name="Confidence">How far the day is trusted.</param>
/// <param name="Refusal">Why the page is refused, or null.</param>
/// <param name="Evidence">All that was said of the day, by whom.</param>
internal sealed record PageText(string Body, DateOnly? Day, string Source, string Confidence, string? Refusal, string Evidence = "");
