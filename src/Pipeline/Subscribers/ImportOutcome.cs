namespace Pipeline.Subscribers;

/// <summary>What became of the lines of a list.</summary>
/// <param name="Added">Lines that were added.</param>
/// <param name="Known">Lines whose address is kept already, whatever its state, or stood in the list before; they were left as they are.</param>
/// <param name="Left">Of those, readers who had left; a list never brings them back.</param>
/// <param name="Suppressed">Lines whose address must not be written to; they were left out.</param>
/// <param name="Refused">Lines that cannot be taken; each was named.</param>
public sealed record ImportOutcome(int Added, int Known, int Left, int Suppressed, int Refused);
