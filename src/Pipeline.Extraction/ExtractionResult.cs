namespace Pipeline.Extraction;

/// <summary>All that was found in one text, each list in the order of the text. Immutable.</summary>
/// <param name="Timexes">The temporal expressions.</param>
/// <param name="Events">The dated events.</param>
/// <param name="Warnings">What concerns the whole text.</param>
public sealed record ExtractionResult(
    IReadOnlyList<Timex> Timexes, IReadOnlyList<DatedEvent> Events, IReadOnlyList<ExtractionWarning> Warnings);
