using Microsoft.Extensions.Options;

namespace Pipeline.Digest;

/// <summary>Decides whether the mails of an issue may leave once it is planned. Thread-safe.</summary>
public sealed class IssueGate(IOptions<DigestOptions> options)
{
    /// <summary>Reason of an issue that is held because all of them are.</summary>
    public const string Approval = "approval";

    /// <summary>The state in which an issue with these variants begins, and why where it is not open.</summary>
    public (IssueState State, string? Reason) StateOf(IReadOnlyList<DigestVariant> variants)
    {
        ArgumentNullException.ThrowIfNull(variants);
        return options.Value.Approval == ApprovalRule.Always && variants.Count > 0 ? (IssueState.Held, Approval) : (IssueState.Open, null);
    }
}
