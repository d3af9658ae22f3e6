using System.Globalization;
using Pipeline.Articles;
using Pipeline.Extraction;
using Pipeline.Extraction.Explanation;

namespace Pipeline.LocalHost.Commands;

/// <summary>What <c>explain</c> says of dates and events, in the developers' language.</summary>
internal static class ExplainWords
{
    /// <summary>Name, title, language and publication day of an article, with its warnings.</summary>
    public static string Heading(Article article, ArticleExplanation explanation)
    {
        var warnings = article.Warnings.Concat(explanation.Warnings.Select(ExtractionWarnings.Code)).ToList();
        var assumed = article.PublishedFrom == MetadataSource.AssumedFromBlob ? ", assumed" : "";
        var published = article.Published.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return $"{article.FileName}: {article.Title ?? "(no title)"} ({article.Language}, published {published}{assumed})"
            + (warnings.Count > 0 ? $" [{string.Join(", ", warnings)}]" : "");
    }

    public static string Of(TimexOutcome outcome, IReadOnlyList<ExplainedEvent> events) => outcome switch
    {
        TimexOutcome.Made made => $"event {NumberOf(made.Event, events)}",
        TimexOutcome.Dropped dropped => Of(dropped.Reason),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };

    public static string Of(DropReason reason) => reason switch
    {
        DropReason.Unresolved => "names no day of the calendar",
        DropReason.ImpossibleDate => "no such day exists",
        DropReason.Title => "title of a law or work",
        DropReason.Subheading => "in a sub-heading",
        DropReason.Quotation => "in a quotation",
        DropReason.Stamp => "publication stamp or dateline",
        DropReason.HeadingHour => "hour that heads an entry",
        DropReason.Hours => "hours without a day",
        DropReason.Duration => "duration",
        DropReason.Repetition => "repeats",
        DropReason.NamesThing => "names a thing, no happening",
        DropReason.Comparison => "comparison",
        DropReason.Hypothesis => "hypothesis",
        DropReason.Attribution => "attribution: when it was said",
        DropReason.EndlessPeriod => "period without an end",
        DropReason.Superseded => "superseded by another date",
        DropReason.Repeated => "told already by this sentence",
        DropReason.OverLimit => "over the limit of events",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };

    public static string Of(TimexAnchor anchor) => anchor switch
    {
        TimexAnchor.None => "-",
        TimexAnchor.Publication => "publication",
        TimexAnchor.Story => "story",
        _ => throw new ArgumentOutOfRangeException(nameof(anchor), anchor, null),
    };

    public static string Of(Tense? tense) => tense switch
    {
        null => "-",
        Tense.Open => "open",
        Tense.Past => "past",
        Tense.Present => "present",
        Tense.Future => "future",
        _ => throw new ArgumentOutOfRangeException(nameof(tense), tense, null),
    };

    public static string Of(EventStatus status) => status switch
    {
        EventStatus.Happened => "happened",
        EventStatus.Planned => "planned",
        EventStatus.Cancelled => "cancelled",
        EventStatus.Denied => "denied",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    /// <summary>The features of a confidence as a sum that can be checked: <c>0.54 = relative to publication 0.9, publication assumed ×0.6</c>.</summary>
    public static string Confidence(ExplainedEvent row) =>
        Figure(row.Event.Confidence) + " = " + string.Join(", ", row.Features.Select(Feature));

    /// <summary>The date with its other readings and the one it replaces.</summary>
    public static string Date(DatedEvent found) => found.Date
        + (found.Alternatives.Count > 0 ? $" (or {string.Join(", ", found.Alternatives)})" : "")
        + (found.PreviousDate is { } previous ? $" (before: {previous})" : "");

    public static string Warnings(IEnumerable<ExtractionWarning> warnings) => string.Join(", ", warnings.Select(ExtractionWarnings.Code));

    public static int NumberOf(DatedEvent found, IReadOnlyList<ExplainedEvent> events) =>
        events.TakeWhile(row => !ReferenceEquals(row.Event, found)).Count() + 1;

    private static string Feature(ConfidenceFeature feature)
    {
        var figure = Figure(feature.Value);
        return feature.Kind switch
        {
            ConfidenceKind.FullDate => $"full date {figure}",
            ConfidenceKind.RelativeToPublication => $"relative to publication {figure}",
            ConfidenceKind.RelativeToStory => $"relative to story {figure}",
            ConfidenceKind.WeekdayMismatch => $"weekday mismatch at most {figure}",
            ConfidenceKind.AssumedPublication => $"publication assumed \u00d7{figure}",
            ConfidenceKind.Hearsay => $"hearsay \u00d7{figure}",
            _ => throw new ArgumentOutOfRangeException(nameof(feature), feature, null),
        };
    }

    private static string Figure(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
