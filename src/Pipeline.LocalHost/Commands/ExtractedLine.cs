using Pipeline.Articles;
using Pipeline.Extraction;

namespace Pipeline.LocalHost.Commands;

/// <summary>A line of <c>extract --json</c> for an article.</summary>
internal sealed record ExtractedLine(
    string File, string Lang, DateOnly Published, string? Title, IReadOnlyList<string> Warnings, IReadOnlyList<ExtractedEvent> Events)
{
    public static ExtractedLine Of(string file, ExtractOutcome.Extracted extracted)
    {
        var (article, found) = extracted;
        return new ExtractedLine(
            file, article.Language, article.Published, article.Title,
            [.. article.Warnings, .. found.Warnings.Select(ExtractionWarnings.Code)],
            [.. found.Events.Select(e => ExtractedEvent.Of(e, article.Text))]);
    }
}
