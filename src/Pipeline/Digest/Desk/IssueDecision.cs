namespace Pipeline.Digest.Desk;

/// <summary>What came of an editor's word on an issue. Closed: the five nested cases are all there are.</summary>
public abstract record IssueDecision
{
    private IssueDecision()
    {
    }

    /// <summary>Done.</summary>
    /// <param name="Issue">The issue as it is now.</param>
    /// <param name="Queued">Number of mails that were put on their way.</param>
    public sealed record Done(DigestIssue Issue, int Queued) : IssueDecision;

    /// <summary>There is no such issue.</summary>
    public sealed record Unknown : IssueDecision;

    /// <summary>The issue is in another state, or none of its mails is open any more.</summary>
    /// <param name="Issue">The issue as it is.</param>
    public sealed record Unfit(DigestIssue Issue) : IssueDecision;

    /// <summary>The life of the issue is over: its mails are no longer sent.</summary>
    /// <param name="Issue">The issue as it is.</param>
    public sealed record Expired(DigestIssue Issue) : IssueDecision;

    /// <summary>The preflight found what must not go out.</summary>
    /// <param name="Issue">The issue as it is, with its findings.</param>
    public sealed record Refused(DigestIssue Issue) : IssueDecision;
}
