namespace Pipeline.Digest;

/// <summary>One thing that the preflight found in a variant.</summary>
/// <param name="Severity">What it means.</param>
/// <param name="Code">One of <see cref="PreflightCodes"/>; the sentence for editors is <c>preflight.{code}</c> of <c>strings.json</c>.</param>
/// <param name="Detail">What the sentence names as <c>{detail}</c>: a size, a count, an address; may be empty.</param>
public sealed record PreflightFinding(PreflightSeverity Severity, string Code, string Detail);
