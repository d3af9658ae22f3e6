namespace Pipeline.Adapters.Diagnosis;

/// <summary>Looks up and judges what the sender's domain says of its mails: SPF, DKIM and DMARC.</summary>
internal static class SenderDomain
{
    private static readonly string[] s_reserved = ["localhost", "example", "test", "invalid", "local", "internal", "example.com", "example.org", "example.net"];

    /// <summary>The findings; <paramref name="selector"/> names the key of the signatures, null where nobody told.</summary>
    public static async Task<IReadOnlyList<Finding>> JudgeAsync(IDnsTexts dns, string domain, string? selector, CancellationToken cancellationToken)
    {
        if (!domain.Contains('.', StringComparison.Ordinal) || s_reserved.Any(name => domain == name || domain.EndsWith("." + name, StringComparison.Ordinal)))
        {
            return [Finding.Warning("sender", $"{domain} is no domain that mails can come from; its records are not looked up.", "Set Digest__From to an address of a domain of yours.")];
        }

        return
        [
            await FindAsync(dns, "SPF", domain, texts => SpfRecord.Judge(domain, texts), cancellationToken).ConfigureAwait(false),
            await DkimAsync(dns, domain, selector, cancellationToken).ConfigureAwait(false),
            await DmarcAsync(dns, domain, cancellationToken).ConfigureAwait(false),
        ];
    }

    private static async Task<Finding> DkimAsync(IDnsTexts dns, string domain, string? selector, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(selector))
        {
            return Finding.Warning("DKIM", "Nobody told under which selector the key of the signatures stands, so it is not looked up.", "Say --selector <name>, as your mail service shows it.");
        }

        var name = $"{selector}._domainkey.{domain}";
        return await FindAsync(dns, "DKIM", name, texts => DkimRecord.Judge(name, texts), cancellationToken).ConfigureAwait(false);
    }

    // The domain's own record, or that of the nearest domain above that has one.
    private static async Task<Finding> DmarcAsync(IDnsTexts dns, string domain, CancellationToken cancellationToken)
    {
        var labels = domain.Split('.');
        for (var cut = 0; cut + 1 < labels.Length; cut++)
        {
            var owner = string.Join('.', labels[cut..]);
            switch (await dns.FindAsync("_dmarc." + owner, cancellationToken).ConfigureAwait(false))
            {
                case DnsAnswer.NoAnswer:
                    return Unknown("DMARC");
                case DnsAnswer.Texts texts when texts.Values.Any(DmarcRecord.Is):
                    return DmarcRecord.Judge(domain, owner, texts.Values);
                default:
                    break;
            }
        }

        return DmarcRecord.Judge(domain, domain, []);
    }

    private static async Task<Finding> FindAsync(
        IDnsTexts dns, string subject, string name, Func<IReadOnlyList<string>, Finding> judge, CancellationToken cancellationToken) =>
        await dns.FindAsync(name, cancellationToken).ConfigureAwait(false) switch
        {
            DnsAnswer.Texts texts => judge(texts.Values),
            DnsAnswer.Nothing => judge([]),
            _ => Unknown(subject),
        };

    private static Finding Unknown(string subject) =>
        Finding.Warning(subject, "No name server answers, so nothing is known.", "Run the doctor where names can be looked up, or name a server with --dns.");
}
