namespace Pipeline.Extraction.Explanation;

/// <summary>An event and what made its confidence. Immutable.</summary>
/// <param name="Event">The event.</param>
/// <param name="Features">What made its confidence, in the order in which it counts; at least one.</param>
public sealed record ExplainedEvent(DatedEvent Event, IReadOnlyList<ConfidenceFeature> Features);
