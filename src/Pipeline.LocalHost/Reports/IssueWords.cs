using Pipeline.Digest;

namespace Pipeline.LocalHost.Reports;

/// <summary>The state of an issue in words.</summary>
internal static class IssueWords
{
    /// <summary>The state, and why where there is a reason.</summary>
    public static string StateOf(DigestIssue issue)
    {
        var state = issue switch
        {
            { IsSettled: true } => "done",
            { State: IssueState.Held } => "held",
            { State: IssueState.Paused } => "paused",
            _ => "on its way",
        };
        return issue.Reason is null ? state : $"{state} ({issue.Reason})";
    }

    /// <summary>The codes of what must not go out.</summary>
    public static string RefusalsOf(DigestIssue issue) => string.Join(
        ", ", issue.Findings.Where(finding => finding.Severity == PreflightSeverity.Refuse).Select(finding => finding.Code).Distinct(StringComparer.Ordinal));
}
