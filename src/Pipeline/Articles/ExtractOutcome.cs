using Pipeline.Articles.Reading;
using Pipeline.Extraction;

namespace Pipeline.Articles;

/// <summary>What a file tells. Closed: the two nested cases are all there are.</summary>
public abstract record ExtractOutcome
{
    private ExtractOutcome()
    {
    }

    /// <summary>An article and what was found in it.</summary>
    /// <param name="Article">The article.</param>
    /// <param name="Found">Its dates and events.</param>
    public sealed record Extracted(Article Article, ExtractionResult Found) : ExtractOutcome;

    /// <summary>The file is refused.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Refused(Rejection Reason) : ExtractOutcome;
}
