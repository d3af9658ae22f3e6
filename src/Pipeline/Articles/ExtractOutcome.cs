using Pipeline.Articles.Reading;
using Pipeline.Extraction;

namespace Pipeline.Articles;

/// <summary>What a file tells. Closed: the three nested cases are all there are.</summary>
public abstract record ExtractOutcome
{
    private ExtractOutcome()
    {
    }

    /// <summary>An article and what was found in it.</summary>
    /// <param name="Article">The article.</param>
    /// <param name="Found">Its dates and events.</param>
    public sealed record Extracted(Article Article, ExtractionResult Found) : ExtractOutcome;

    /// <summary>The file holds files, each of them an article of its own.</summary>
    /// <param name="Entries">The files, named <c>{archive}!/{entry}</c>.</param>
    /// <param name="Warnings">What was odd about the archive.</param>
    public sealed record Package(IReadOnlyList<RawFile> Entries, IReadOnlyList<ArticleWarning> Warnings) : ExtractOutcome;

    /// <summary>The file is refused.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Refused(Rejection Reason) : ExtractOutcome;
}
