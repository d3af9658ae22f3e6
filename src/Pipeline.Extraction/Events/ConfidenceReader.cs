using Pipeline.Extraction.Explanation;

namespace Pipeline.Extraction.Events;

/// <summary>How sure we are of an event: priors of the kinds of date, by what share of them news resolves rightly, and what lowers them.</summary>
internal static class ConfidenceReader
{
    private const double FullDate = 0.97;
    private const double RelativeToPublication = 0.9;
    private const double RelativeToStory = 0.8;
    private const double Mismatch = 0.6;
    private const double AssumedPublication = 0.6;
    private const double Hearsay = 0.9;

    /// <summary>From 0 to 1; what made it is added to <paramref name="features"/> where somebody asks.</summary>
    public static double Read(TimexAnchor anchor, IReadOnlyList<ExtractionWarning> warnings, List<ConfidenceFeature>? features)
    {
        var (kind, confidence) = anchor switch
        {
            TimexAnchor.None => (ConfidenceKind.FullDate, FullDate),
            TimexAnchor.Publication => (ConfidenceKind.RelativeToPublication, RelativeToPublication),
            _ => (ConfidenceKind.RelativeToStory, RelativeToStory),
        };
        features?.Add(new ConfidenceFeature(kind, confidence));
        if (warnings.Contains(ExtractionWarning.WeekdayMismatch))
        {
            features?.Add(new ConfidenceFeature(ConfidenceKind.WeekdayMismatch, Mismatch));
            confidence = Math.Min(confidence, Mismatch);
        }

        if (warnings.Contains(ExtractionWarning.AssumedPublication))
        {
            features?.Add(new ConfidenceFeature(ConfidenceKind.AssumedPublication, AssumedPublication));
            confidence *= AssumedPublication;
        }

        if (warnings.Contains(ExtractionWarning.Hearsay))
        {
            features?.Add(new ConfidenceFeature(ConfidenceKind.Hearsay, Hearsay));
            confidence *= Hearsay;
        }

        return Math.Round(confidence, 3);
    }
}
