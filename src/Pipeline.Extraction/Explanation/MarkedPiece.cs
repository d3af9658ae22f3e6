namespace Pipeline.Extraction.Explanation;

/// <summary>A stretch of a text that lies wholly inside or wholly outside of every expression and evidence.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Expression">Which of the expressions it belongs to; null for none.</param>
/// <param name="Evidence">Which of the evidences it belongs to, in the order of their beginnings.</param>
public readonly record struct MarkedPiece(TextSpan Span, int? Expression, IReadOnlyList<int> Evidence);
