namespace Pipeline.Adapters.Diagnosis;

/// <summary>Judges the record that says what receivers are to do with mails that only pretend to come from a domain (RFC 7489).</summary>
internal static class DmarcRecord
{
    private const string Subject = "DMARC";
    private const string Version = "v=DMARC1";

    /// <summary>Whether <paramref name="text"/> is such a record; the version comes first.</summary>
    public static bool Is(string text) => text.Split(';')[0].Replace(" ", "", StringComparison.Ordinal).Equals(Version, StringComparison.OrdinalIgnoreCase);

    /// <summary>Judges what stands at <paramref name="owner"/>, the domain of the sender or one above it.</summary>
    public static Finding Judge(string domain, string owner, IReadOnlyList<string> texts)
    {
        var records = texts.Where(Is).ToList();
        if (records.Count == 0)
        {
            return Finding.Failure(
                Subject,
                $"{domain} does not say what is to be done with mails that only pretend to come from it; large mailbox providers refuse bulk mail without it.",
                $"Publish a text at _dmarc.{domain}: \"{Version}; p=none; rua=mailto:<your address>\", and p=quarantine once the reports are clean.");
        }

        if (records.Count > 1)
        {
            return Finding.Failure(Subject, $"_dmarc.{owner} has {records.Count} records; receivers take that for none.", "Keep one of them.");
        }

        var tags = TagList.Read(records[0]);
        var policy = owner == domain ? tags.GetValueOrDefault("p") : tags.GetValueOrDefault("sp", tags.GetValueOrDefault("p", ""));
        return policy?.ToLowerInvariant() switch
        {
            "quarantine" or "reject" => Finding.Good(Subject, $"{owner} asks receivers to {policy.ToLowerInvariant()} what only pretends to come from {domain}."),
            "none" when tags.ContainsKey("rua") => Finding.Warning(
                Subject, $"{owner} only watches (p=none).", "Go on to p=quarantine once its reports show your own mails passing."),
            "none" => Finding.Warning(
                Subject, $"{owner} asks for nothing (p=none) and hears of nothing.", "Add rua=mailto:<your address>, and go on to p=quarantine once the reports are clean."),
            _ => Finding.Failure(Subject, $"The record at _dmarc.{owner} has no policy that receivers know.", "Give it p=none, p=quarantine or p=reject."),
        };
    }
}
