using Microsoft.Extensions.Options;

namespace Pipeline.Digest;

/// <summary>Decides whether the mails of an issue may leave once it is planned. Thread-safe.</summary>
public sealed class IssueGate(IOptions<DigestOptions> options, Preflight preflight)
{
    /// <summary>Reason of an issue that is held because all of them are.</summary>
    public const string Approval = "approval";

    // Thousands of variants may have the same fault.
    private const int MaxFindings = 50;

    /// <summary>
    /// Looks the variants of an issue over. What must not go out is held whatever the setting; what is to be looked at is held where an editor approves
    /// flagged issues.
    /// </summary>
    public IssueVerdict StateOf(IReadOnlyList<DigestVariant> variants)
    {
        ArgumentNullException.ThrowIfNull(variants);
        var rule = options.Value.Approval;
        List<PreflightFinding> findings =
            [.. variants.SelectMany(preflight.Of).Distinct().OrderByDescending(finding => finding.Severity).Take(MaxFindings)];
        var reasons = findings.Where(finding => rule != ApprovalRule.Never || finding.Severity == PreflightSeverity.Refuse)
            .Select(finding => finding.Code).Distinct(StringComparer.Ordinal).ToList();
        return reasons.Count > 0 ? new(IssueState.Held, string.Join(", ", reasons), findings)
            : rule == ApprovalRule.Always && variants.Count > 0 ? new(IssueState.Held, Approval, findings)
            : new(IssueState.Open, null, findings);
    }
}
