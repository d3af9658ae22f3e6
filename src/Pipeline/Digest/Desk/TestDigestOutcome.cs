using Pipeline.Delivery;

namespace Pipeline.Digest.Desk;

/// <summary>What came of a test mail. Closed: the four nested cases are all there are.</summary>
public abstract record TestDigestOutcome
{
    private TestDigestOutcome()
    {
    }

    /// <summary>It was given to the mail server.</summary>
    /// <param name="Subject">Subject of the mail.</param>
    /// <param name="Answer">What the server or the line did.</param>
    public sealed record Tried(string Subject, SendOutcome Answer) : TestDigestOutcome;

    /// <summary>Nothing is new since the last digest, so there is none to try.</summary>
    public sealed record NothingNew : TestDigestOutcome;

    /// <summary>There is no such issue, or nothing in it.</summary>
    public sealed record Unknown : TestDigestOutcome;

    /// <summary>The address stands on the suppression list.</summary>
    public sealed record Suppressed : TestDigestOutcome;
}
