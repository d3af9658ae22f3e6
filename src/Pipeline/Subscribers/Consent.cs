namespace Pipeline.Subscribers;

/// <summary>How a reader agreed to be written to, kept as proof.</summary>
/// <param name="At">When.</param>
/// <param name="Source">Where: <c>page</c>, <c>import</c> or <c>command-line</c>.</param>
/// <param name="Proof">What shows it: the words of the page, the reference of an imported list. No address.</param>
public sealed record Consent(DateTimeOffset At, string Source, string Proof);
