namespace Pipeline.Digest;

/// <summary>What became of a run. Closed: the three nested cases are all there are.</summary>
/// <param name="Resumed">Open deliveries of earlier issues that were put on the queue again.</param>
public abstract record SendDigestOutcome(int Resumed)
{
    /// <summary>An issue was composed, frozen, planned and put on the queue.</summary>
    /// <param name="Issue">The issue.</param>
    /// <param name="Resumed">Open deliveries of earlier issues that were put on the queue again.</param>
    public sealed record Sent(DigestIssue Issue, int Resumed) : SendDigestOutcome(Resumed);

    /// <summary>Nothing is new, so there is no issue.</summary>
    /// <param name="Resumed">Open deliveries of earlier issues that were put on the queue again.</param>
    public sealed record NothingNew(int Resumed) : SendDigestOutcome(Resumed);

    /// <summary>No recipient is configured; what is new stays new.</summary>
    /// <param name="Resumed">Open deliveries of earlier issues that were put on the queue again.</param>
    public sealed record NoRecipient(int Resumed) : SendDigestOutcome(Resumed);
}
