using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using MimeKit;
using Pipeline.Adapters.Mail;
using Pipeline.Delivery;
using Pipeline.Digest;
using Pipeline.Extraction;
using Pipeline.InMemory;
using Pipeline.Site;
using Pipeline.Subscribers;
using Pipeline.Testing;
using Pipeline.Tests.Digest;

namespace Pipeline.Adapters.Tests.Mail;

/// <summary>Whole digests, from the model to the bytes that go over the line.</summary>
public sealed class DigestOnTheWireTests
{
    private static readonly string Key = Convert.ToBase64String(new byte[32]);
    private static readonly KeyRing Keys = new(Options.Create(new KeyOptions { Address = Key, Ring = { ["k1"] = Key } }));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("fr", "https://news.example", false)]
    [InlineData("en", "https://news.example", false)]
    [InlineData("fr", "http://localhost:7071", true)]
    public async Task Digest_OnTheWire_KeepsEveryRule(string language, string site, bool isTest) =>
        Assert.Empty(MailRules.Broken(await BytesAsync(DigestSamples.FullIssue(), language, site, isTest)));

    [Fact]
    public async Task Digest_OfWordsWithLineEndsAndControls_KeepsEveryRule()
    {
        const string Evil = "Le conseil\r\nBcc: victim@example.org\r\n\r\n<script>\u0000\u0085\u2028\u001b[2J vote le budget de la commune";
        var item = DigestSamples.Told("x", Evil, DateSpan.Day(new(2026, 3, 4)), EventStatus.Happened);
        var source = item.Event.Sources[0] with { Name = Evil };
        item = item with { Event = item.Event with { Evidence = "Pour la suite : " + Evil, Sources = [source] } };
        var bytes = await BytesAsync(DigestSamples.Model([item]), "fr", "https://news.example", isTest: false, sender: Evil);

        Assert.Empty(MailRules.Broken(bytes));
        using var message = MimeMessage.Load(new MemoryStream(bytes), Token);
        Assert.Empty(message.Bcc);
        Assert.Equal(["lectrice@example.org"], message.To.Mailboxes.Select(mailbox => mailbox.Address));
    }

    [Fact]
    public async Task Rules_OfAMailThatBreaksThem_SaySo()
    {
        var bytes = await BytesAsync(DigestSamples.FullIssue(), "fr", "https://news.example", isTest: false);
        var wire = System.Text.Encoding.ASCII.GetString(bytes);
        var broken = wire.Replace("List-Unsubscribe-Post", "X-Post", StringComparison.Ordinal).Replace("From: ", "From: a@example.org\r\nX-From: ", StringComparison.Ordinal)
            .Replace("Auto-Submitted", "X-Auto", StringComparison.Ordinal).Replace("<h2", "<h3", StringComparison.Ordinal) + new string('a', 999) + "\r\n";

        var found = MailRules.Broken(System.Text.Encoding.ASCII.GetBytes(broken));
        Assert.Contains("0 times List-Unsubscribe-Post", found);
        Assert.Contains("Auto-Submitted", found);
        Assert.Contains("headings", found);
        Assert.Contains("Message-Id of another domain than From", found);
        Assert.Contains("a line that is too long or ends otherwise than in CR LF", found);
    }

    private static async Task<byte[]> BytesAsync(DigestModel model, string language, string site, bool isTest, string sender = "La Vigie")
    {
        var newsroom = Options.Create(new NewsroomOptions { Name = "La Vigie", PostalAddress = "La Vigie, 3 rue des Tanneurs, 51100 Valmont" });
        var digest = Options.Create(new DigestOptions { From = "digest@journal.example", FromName = sender });
        var links = new SiteLinks(Options.Create(new SiteOptions { BaseUrl = site }));
        var templates = new DigestTemplates(new InMemoryTemplateStore(), newsroom, links, new Preflight(digest), TimeProvider.System, NullLogger<DigestTemplates>.Instance);
        var made = await new Renderer(newsroom, digest, links, templates).RenderAsync(model, language, DigestSamples.Issue, DigestSamples.Variant, Token);
        var reader = new Subscriber
        {
            Id = Keys.IdOf("lectrice@example.org"),
            Address = "lectrice@example.org",
            State = SubscriberState.Active,
            Preferences = new Preferences { Language = language, TimeZone = "Europe/Paris" },
            Since = DigestSamples.CutOff,
        };
        var mail = new DigestMail(Keys, links, digest, Options.Create(new DigestMailOptions()), newsroom).Of(DigestSamples.VariantOf(made, language), reader, isTest);
        using var message = DigestMessage.From(mail) ?? throw new InvalidOperationException("No message.");
        using var bytes = new MemoryStream();
        await message.WriteToAsync(DigestMessage.Format, bytes, Token);
        return bytes.ToArray();
    }
}
