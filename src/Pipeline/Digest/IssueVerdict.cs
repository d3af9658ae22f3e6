namespace Pipeline.Digest;

/// <summary>What the gate says of an issue.</summary>
/// <param name="State">The state in which it begins: open or held.</param>
/// <param name="Reason">Why it is held: codes of the findings, parted by commas, or <see cref="IssueGate.Approval"/>; null where it is open.</param>
/// <param name="Findings">What the preflight found in its variants, each once, the refusals first.</param>
public sealed record IssueVerdict(IssueState State, string? Reason, IReadOnlyList<PreflightFinding> Findings);
