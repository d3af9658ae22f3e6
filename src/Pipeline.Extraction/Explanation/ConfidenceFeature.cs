namespace Pipeline.Extraction.Explanation;

/// <summary>One of the features that make the confidence of an event, in the order in which they count. Immutable.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Value">Its figure, from 0 to 1: where it starts, the most that it leaves, or a factor (see the kind).</param>
public sealed record ConfidenceFeature(ConfidenceKind Kind, double Value);
