using Microsoft.Extensions.Options;
using Pipeline.Delivery;
using Pipeline.Digest;
using Pipeline.Subscribers;
using static Pipeline.Tests.Digest.DigestSamples;

namespace Pipeline.Tests.Delivery;

public sealed class DigestMailTests
{
    private static readonly KeyRing Keys = new(Options.Create(new KeyOptions
    {
        Address = Convert.ToBase64String([.. Enumerable.Range(0, 32).Select(i => (byte)i)]),
        Ring = { ["k1"] = Convert.ToBase64String([.. Enumerable.Range(50, 32).Select(i => (byte)i)]) },
    }));

    private static readonly DateTimeOffset Later = CutOff.AddYears(5);

    [Fact]
    public void Of_AReader_FillsTheReadersOwnLinksIntoBothParts()
    {
        var (variant, reader) = (Variant("fr"), Reader("lectrice@example.org"));
        var mail = Mails().Of(variant, reader);

        Assert.DoesNotContain(PersonalMarks.Host, mail.Html + mail.Text, StringComparison.Ordinal);
        Assert.Contains($"href=\"{mail.UnsubscribeUrl}\"", mail.Html, StringComparison.Ordinal);
        Assert.Contains(mail.UnsubscribeUrl + "\n", mail.Text, StringComparison.Ordinal);
        Assert.Equal(new SubscriberToken(reader.Id, reader.TokenVersion), Keys.Read(TokenPurpose.Unsubscribe, TokenOf(mail.UnsubscribeUrl!), Later));
        var preferences = mail.Html.Split('"').Single(part => part.StartsWith("https://news.example/preferences/", StringComparison.Ordinal));
        Assert.Equal(new SubscriberToken(reader.Id, reader.TokenVersion), Keys.Read(TokenPurpose.Preferences, TokenOf(preferences), Later));
        Assert.Null(Keys.Read(TokenPurpose.Preferences, TokenOf(mail.UnsubscribeUrl!), Later));
    }

    [Fact]
    public void Of_TheSameIssueAndReader_IsTheSameMailAtEveryAttempt()
    {
        var (variant, reader) = (Variant("fr"), Reader("lectrice@example.org"));

        Assert.Equal(Mails().Of(variant, reader), Mails().Of(variant, reader));
        Assert.Equal(Mails().Of(variant, reader).Id, Mails().Of(Variant("en"), reader).Id); // One mail of an issue for a reader, whatever the variant.
    }

    [Fact]
    public void Of_AnotherReaderOrIssue_HasAnotherId()
    {
        var (variant, reader) = (Variant("fr"), Reader("lectrice@example.org"));
        string[] ids =
        [
            Mails().Of(variant, reader).Id,
            Mails().Of(variant, Reader("autre@example.org")).Id,
            Mails().Of(variant with { Issue = new("main", CutOff.AddDays(1)) }, reader).Id,
            Mails().Of(variant with { Issue = new("sport", CutOff) }, reader).Id,
            Mails().Of(variant, reader, isTest: true).Id,
        ];

        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(ids, id => Assert.True(Identifier.Is(id)));
    }

    [Fact]
    public void Of_ATest_SaysSoInTheSubjectOnly()
    {
        var (variant, reader) = (Variant("fr"), Reader("lectrice@example.org"));
        var (real, test) = (Mails().Of(variant, reader), Mails().Of(variant, reader, isTest: true));

        Assert.Equal("[TEST] " + real.Subject, test.Subject);
        Assert.Equal(real with { Id = test.Id, Subject = test.Subject }, test);
    }

    [Fact]
    public void Of_AReader_NamesTheListAndWhereItIsExplained()
    {
        var mail = Mails().Of(Variant("en"), Reader("reader@example.org"));

        Assert.Equal("main.journal.example", mail.ListId);
        Assert.Equal("https://news.example/en/digests", mail.ArchiveUrl);
        Assert.Equal("https://news.example/en/subscribe", mail.HelpUrl);
        Assert.Equal(CutOff, mail.Date);
        Assert.False(mail.IsBulk);
        Assert.True(Mails(new DigestMailOptions { PrecedenceBulk = true }).Of(Variant("en"), Reader("reader@example.org")).IsBulk);
    }

    [Fact]
    public void Of_AllReadersOfAnIssue_HaveOneFeedbackId()
    {
        var mails = new[] { "a@example.org", "b@example.org" }.SelectMany(address => new[] { "fr", "en" }.Select(language => Mails().Of(Variant(language), Reader(address))));

        var id = Assert.Single(mails.Select(mail => mail.FeedbackId).Distinct());
        Assert.Matches(@"^main-20260305T063000000Z:main:digest:pipeline\z", id);
        Assert.InRange(id!.Split(':')[^1].Length, 5, 15);
    }

    [Fact]
    public void Of_ASiteOnALaptop_LeadsThereWithoutEncryption()
    {
        var mail = Mails(site: "http://localhost:7071").Of(Variant("fr"), Reader("lectrice@example.org"));

        Assert.StartsWith("http://localhost:7071/unsubscribe/", mail.UnsubscribeUrl, StringComparison.Ordinal);
    }

    private static string TokenOf(string address) => address[(address.LastIndexOf('/') + 1)..];

    private static DigestMail Mails(DigestMailOptions? options = null, string site = "https://news.example") => new(
        Keys,
        Make.Site(site),
        Options.Create(new DigestOptions { From = "digest@journal.example", FromName = "La Vigie" }),
        Options.Create(options ?? new DigestMailOptions()),
        Make.Default<NewsroomOptions>());

    private static DigestVariant Variant(string language) => VariantOf(Make.Renderer().Render(FullIssue(), language, Issue, DigestSamplesVariant), language);

    private static VariantId DigestSamplesVariant => Pipeline.Tests.Digest.DigestSamples.Variant;

    private static Subscriber Reader(string address) => new()
    {
        Id = Keys.IdOf(address),
        Address = address,
        State = SubscriberState.Active,
        Preferences = new Preferences { Language = "fr", TimeZone = "Europe/Paris" },
        TokenVersion = 3,
        Since = CutOff.AddYears(-1),
    };
}
