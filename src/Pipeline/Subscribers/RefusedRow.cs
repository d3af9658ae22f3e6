namespace Pipeline.Subscribers;

/// <summary>A line of an imported list that cannot be taken.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Error">Why.</param>
public sealed record RefusedRow(int Line, FormError Error);
