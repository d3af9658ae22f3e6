using System.Globalization;

namespace Pipeline.Adapters.Diagnosis;

/// <summary>Judges the record that says which servers may send for a domain (RFC 7208).</summary>
internal static class SpfRecord
{
    private const string Subject = "SPF";
    private const string Version = "v=spf1";
    private const int MaxLookUps = 10;
    private static readonly string[] s_lookingUp = ["include", "a", "mx", "ptr", "exists"];

    public static Finding Judge(string domain, IReadOnlyList<string> texts)
    {
        var records = texts.Where(Is).ToList();
        if (records.Count == 0)
        {
            return Finding.Failure(
                Subject, $"{domain} says of no server that it may send for it.", $"Publish a text at {domain}: \"{Version} include:<your mail service> -all\".");
        }

        if (records.Count > 1)
        {
            return Finding.Failure(
                Subject, $"{domain} has {records.Count} SPF records; receivers take that for none.", "Join them into one record.");
        }

        var terms = records[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(term => term.ToLowerInvariant()).ToList();
        var lookUps = terms.Count(term => term.StartsWith("redirect=", StringComparison.Ordinal) || s_lookingUp.Contains(MechanismOf(term), StringComparer.Ordinal));
        if (lookUps > MaxLookUps)
        {
            return Finding.Failure(
                Subject,
                string.Create(CultureInfo.InvariantCulture, $"The record of {domain} alone asks for {lookUps} look-ups; receivers stop after {MaxLookUps}."),
                "Name addresses (ip4:, ip6:) in the place of some includes.");
        }

        return JudgeEnd(domain, terms);
    }

    private static Finding JudgeEnd(string domain, List<string> terms) => terms.Find(term => MechanismOf(term) == "all") switch
    {
        "all" or "+all" => Finding.Failure(Subject, $"{domain} lets every server in the world send for it (+all).", "End the record with -all."),
        "?all" => Finding.Warning(Subject, $"{domain} says nothing of servers that it does not name (?all).", "End the record with -all or ~all."),
        "-all" or "~all" => Finding.Good(Subject, $"{domain} names its servers."),
        _ when terms.Exists(term => term.StartsWith("redirect=", StringComparison.Ordinal)) => Finding.Good(Subject, $"{domain} takes over another domain's servers."),
        _ => Finding.Warning(Subject, $"The record of {domain} has no end, so that servers that it does not name are left open.", "End the record with -all."),
    };

    private static bool Is(string text) =>
        text.StartsWith(Version, StringComparison.OrdinalIgnoreCase) && (text.Length == Version.Length || text[Version.Length] == ' ');

    private static string MechanismOf(string term) => term.TrimStart('+', '-', '~', '?').Split(':', '/')[0];
}
