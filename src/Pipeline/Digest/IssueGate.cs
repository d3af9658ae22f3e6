namespace Pipeline.Digest;

/// <summary>Decides whether the mails of an issue may leave once it is planned.</summary>
public sealed class IssueGate
{
    /// <summary>The state in which an issue with these variants begins, and why where it is not open.</summary>
    public (IssueState State, string? Reason) StateOf(IReadOnlyList<DigestVariant> variants)
    {
        ArgumentNullException.ThrowIfNull(variants);
        return (IssueState.Open, null);
    }
}
