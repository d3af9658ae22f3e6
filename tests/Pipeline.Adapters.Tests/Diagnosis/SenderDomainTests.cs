using System.Security.Cryptography;
using Pipeline.Adapters.Diagnosis;

namespace Pipeline.Adapters.Tests.Diagnosis;

/// <summary>Records as domains have them, right and wrong, and what is said of them.</summary>
public sealed class SenderDomainTests
{
    private const string Domain = "mail.journal.fr";

    [Theory]
    [InlineData("Good", "v=spf1 include:spf.protection.outlook.com -all")]
    [InlineData("Good", "google-site-verification=x|v=spf1 ip4:192.0.2.1 ~all")]
    [InlineData("Good", "v=spf1 redirect=_spf.journal.fr")]
    [InlineData("Good", "V=SPF1 mx -ALL")]
    [InlineData("Failure", "")]
    [InlineData("Failure", "v=spf10 -all")]
    [InlineData("Failure", "v=spf1 a -all|v=spf1 mx -all")]
    [InlineData("Failure", "v=spf1 +all")]
    [InlineData("Failure", "v=spf1 a all")]
    [InlineData("Failure", "v=spf1 a mx include:a include:b include:c include:d include:e include:f exists:g ptr redirect=h -all")]
    [InlineData("Warning", "v=spf1 a ?all")]
    [InlineData("Warning", "v=spf1 a mx")]
    public async Task Spf_ARecord_IsJudged(string level, string records) => await JudgedAsync("SPF", level, Domain, records);

    [Theory]
    [InlineData("Good", "v=DMARC1; p=reject; rua=mailto:dmarc@journal.fr")]
    [InlineData("Good", "v=DMARC1;p=quarantine")]
    [InlineData("Warning", "v=DMARC1; p=none; rua=mailto:dmarc@journal.fr")]
    [InlineData("Warning", "v=DMARC1; p=none")]
    [InlineData("Failure", "v=DMARC1; rua=mailto:dmarc@journal.fr")]
    [InlineData("Failure", "v=DMARC1; p=perhaps")]
    [InlineData("Failure", "v=DMARC1; p=none|v=DMARC1; p=reject")]
    [InlineData("Failure", "p=reject; v=DMARC1")]
    [InlineData("Failure", "")]
    public async Task Dmarc_ARecord_IsJudged(string level, string records) => await JudgedAsync("DMARC", level, "_dmarc." + Domain, records);

    [Theory]
    [InlineData("Good", "v=DMARC1; p=reject")]
    [InlineData("Warning", "v=DMARC1; p=reject; sp=none")]
    public async Task Dmarc_RecordOfTheDomainAbove_HoldsForThoseBelow(string level, string records) => await JudgedAsync("DMARC", level, "_dmarc.journal.fr", records);

    [Fact]
    public async Task Dkim_Keys_AreJudgedByTheirStrengthAndState()
    {
        var (weak, fair, good) = (Key(1024 - 512), Key(1024), Key(2048));
        const string Name = "s1._domainkey." + Domain;
        await JudgedAsync("DKIM", "Good", Name, $"v=DKIM1; k=rsa; p={good}");
        await JudgedAsync("DKIM", "Good", Name, $"p={good[..40]} {good[40..]}");
        await JudgedAsync("DKIM", "Good", Name, "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=");
        await JudgedAsync("DKIM", "Warning", Name, $"v=DKIM1; k=rsa; p={fair}");
        await JudgedAsync("DKIM", "Warning", Name, $"v=DKIM1; t=s:y; p={good}");
        await JudgedAsync("DKIM", "Failure", Name, $"v=DKIM1; p={weak}");
        await JudgedAsync("DKIM", "Failure", Name, "v=DKIM1; p=");
        await JudgedAsync("DKIM", "Failure", Name, "v=DKIM1; p=bm8ga2V5");
        await JudgedAsync("DKIM", "Failure", Name, "v=DKIM1; k=ed25519; p=bm8ga2V5");
        await JudgedAsync("DKIM", "Failure", Name, $"v=DKIM1; p={good}|v=DKIM1; p={fair}");
        await JudgedAsync("DKIM", "Failure", Name, "v=spf1 -all");
    }

    [Fact]
    public async Task Judge_NoSelectorOrNoNameServer_SaysThatItDoesNotKnow()
    {
        var unknown = await SenderDomain.JudgeAsync(new Zone([]), Domain, selector: null, TestContext.Current.CancellationToken);
        Assert.Equal(FindingLevel.Warning, Assert.Single(unknown, finding => finding.Subject == "DKIM").Level);

        var away = await SenderDomain.JudgeAsync(new Zone(null), Domain, "s1", TestContext.Current.CancellationToken);
        Assert.Equal(["SPF", "DKIM", "DMARC"], away.Select(finding => finding.Subject));
        Assert.All(away, finding => Assert.Equal(FindingLevel.Warning, finding.Level));
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("example.com")]
    [InlineData("news.example.org")]
    [InlineData("paper.test")]
    public async Task Judge_ADomainOfNobody_IsNotLookedUp(string domain)
    {
        var finding = Assert.Single(await SenderDomain.JudgeAsync(new Zone(null), domain, "s1", TestContext.Current.CancellationToken));
        Assert.Equal(("sender", FindingLevel.Warning), (finding.Subject, finding.Level));
    }

    private static async Task JudgedAsync(string subject, string level, string name, string records)
    {
        string[] texts = records.Length == 0 ? [] : records.Split('|');
        var findings = await SenderDomain.JudgeAsync(new Zone(new() { [name] = texts }), Domain, "s1", TestContext.Current.CancellationToken);
        var finding = Assert.Single(findings, finding => finding.Subject == subject);
        Assert.Equal((level, records), (finding.Level.ToString(), records));
        Assert.Equal(level == "Good", finding.Remedy.Length == 0);
    }

    private static string Key(int bits)
    {
        using var rsa = RSA.Create(bits);
        return Convert.ToBase64String(rsa.ExportSubjectPublicKeyInfo());
    }

    // A zone that nobody can reach where it is null.
    private sealed class Zone(Dictionary<string, string[]>? texts) : IDnsTexts
    {
        public Task<DnsAnswer> FindAsync(string name, CancellationToken cancellationToken) => Task.FromResult<DnsAnswer>(
            texts is null ? new DnsAnswer.NoAnswer() : texts.TryGetValue(name, out var values) ? new DnsAnswer.Texts(values) : new DnsAnswer.Nothing());
    }
}
