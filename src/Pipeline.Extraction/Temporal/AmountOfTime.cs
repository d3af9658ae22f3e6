namespace Pipeline.Extraction.Temporal;

/// <summary>So many of a unit, as one part of an amount that names several.</summary>
/// <param name="Amount">How many.</param>
/// <param name="Unit">Of what.</param>
internal readonly record struct AmountOfTime(double Amount, TimeUnit Unit);
