namespace Pipeline.Digest.Desk;

/// <summary>A variant of an issue as an editor looks at it.</summary>
/// <param name="Variant">The variant.</param>
/// <param name="Readers">How many readers get it.</param>
/// <param name="Findings">What the preflight says of it.</param>
public sealed record InspectedVariant(DigestVariant Variant, int Readers, IReadOnlyList<PreflightFinding> Findings);
