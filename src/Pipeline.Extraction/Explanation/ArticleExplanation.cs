namespace Pipeline.Extraction.Explanation;

/// <summary>Why each date and event of one text was made or dropped; each list in the order of the text. Immutable.</summary>
/// <param name="Timexes">Every expression with its outcome.</param>
/// <param name="Events">Every event with the features of its confidence: those that <see cref="ArticleExtractor.Extract(string, DocumentTime)"/> gives.</param>
/// <param name="Warnings">What concerns the whole text.</param>
public sealed record ArticleExplanation(
    IReadOnlyList<ExplainedTimex> Timexes, IReadOnlyList<ExplainedEvent> Events, IReadOnlyList<ExtractionWarning> Warnings);
