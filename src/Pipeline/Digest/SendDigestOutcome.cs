namespace Pipeline.Digest;

/// <summary>What a tick did.</summary>
/// <param name="Issue">The issue that it made; null where nobody was due.</param>
/// <param name="Planned">Number of mails planned.</param>
/// <param name="Skipped">Number of readers due who get none, since nothing is new for them.</param>
/// <param name="Resumed">Number of mails of earlier issues that were taken up again.</param>
public sealed record SendDigestOutcome(DigestIssue? Issue, int Planned, int Skipped, int Resumed);
