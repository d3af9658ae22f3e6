using Pipeline.Extraction;

namespace Pipeline.LocalHost.Commands;

/// <summary>An event in a line of <c>extract --json</c>.</summary>
internal sealed record ExtractedEvent(
    string Date, string Status, string DateText, string Evidence, string Headline, double Confidence, IReadOnlyList<string> Warnings,
    IReadOnlyList<string> Alternatives, string? PreviousDate, IReadOnlyList<string> Entities)
{
    public static ExtractedEvent Of(DatedEvent found, string text) => new(
        found.Date.ToString(),
        NameOf(found.Status),
        found.DateText.In(text),
        found.Evidence.In(text),
        found.Headline,
        Math.Round(found.Confidence, 3),
        [.. found.Warnings.Select(ExtractionWarnings.Code)],
        [.. found.Alternatives.Select(date => date.ToString())],
        found.PreviousDate?.ToString(),
        found.Entities);

    private static string NameOf(EventStatus status) => status switch
    {
        EventStatus.Happened => "happened",
        EventStatus.Planned => "planned",
        EventStatus.Cancelled => "cancelled",
        EventStatus.Denied => "denied",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };
}
