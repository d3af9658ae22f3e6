using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using AngleSharp.Html.Parser;
using CsCheck;
using Pipeline.Site;

namespace Pipeline.Tests.Site;

public sealed class FeedTests : IDisposable
{
    private static readonly XNamespace s_atom = "http://www.w3.org/2005/Atom";

    private readonly SiteRoom _room = new(("Site:FeedItems", "3"), ("Newsroom:Name", "Le Pont & Cie"));

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task Atom_FourDigests_WhatRfc4287AsksForWithTheNewestThree()
    {
        await FourAsync();

        var reply = await _room.Get<ShowFeed>().AtomAsync("fr", Make.Token);

        Assert.Equal("application/atom+xml; charset=utf-8", reply.ContentType);
        Assert.Equal(new DateTimeOffset(2026, 3, 4, 6, 30, 0, TimeSpan.Zero), reply.LastModified);
        var feed = ParseAtom(reply);
        Assert.Equal("fr", feed.Attribute(XNamespace.Xml + "lang")!.Value);
        Assert.Equal("Le Pont & Cie : éditions", Plain(feed.Element(s_atom + "title")!.Value));
        Assert.Equal($"{SiteRoom.Base}/fr/digests.atom", LinkOf(feed, "self"));
        Assert.Equal($"{SiteRoom.Base}/fr/digests", LinkOf(feed, "alternate"));
        var entries = feed.Elements(s_atom + "entry").ToList();
        Assert.Equal(["Édition 4", "Édition 3", "Édition 2"], entries.Select(entry => entry.Element(s_atom + "title")!.Value));
        Assert.Equal("2026-03-04T06:30:00Z", entries[0].Element(s_atom + "updated")!.Value);
        Assert.Equal(LinkOf(entries[0], "alternate"), entries[0].Element(s_atom + "id")!.Value);
        var content = new HtmlParser().ParseDocument(entries[0].Element(s_atom + "content")!.Value).Body!;
        Assert.Equal(["h1", "p", "p", "a"], content.QuerySelectorAll("*").Select(element => element.LocalName));
        Assert.Equal("3 mars", content.QuerySelector("p")!.TextContent);
        Assert.Equal("https://example.org/pont", content.QuerySelector("a")!.GetAttribute("href"));
        Assert.DoesNotContain("désabonner", content.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_FourDigests_WhatJsonFeed11AsksForWithTheNewestThree()
    {
        await FourAsync();

        var reply = await _room.Get<ShowFeed>().JsonAsync("fr", Make.Token);

        Assert.Equal("application/feed+json; charset=utf-8", reply.ContentType);
        using var feed = JsonDocument.Parse(SiteRoom.Text(reply));
        Assert.Equal("https://jsonfeed.org/version/1.1", feed.RootElement.GetProperty("version").GetString());
        Assert.Equal("Le Pont & Cie : éditions", Plain(feed.RootElement.GetProperty("title").GetString()!));
        Assert.Equal($"{SiteRoom.Base}/fr/digests.json", feed.RootElement.GetProperty("feed_url").GetString());
        var items = feed.RootElement.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["Édition 4", "Édition 3", "Édition 2"], items.Select(item => item.GetProperty("title").GetString()));
        Assert.All(items, item => Assert.Equal(item.GetProperty("url").GetString(), item.GetProperty("id").GetString()));
        Assert.All(items, item => Assert.NotEqual("", item.GetProperty("content_html").GetString()));
        Assert.Equal(new DateTimeOffset(2026, 3, 4, 6, 30, 0, TimeSpan.Zero), items[0].GetProperty("date_published").GetDateTimeOffset());
    }

    [Fact]
    public async Task Feeds_NoDigestYet_AreValidAndEmpty()
    {
        var atom = ParseAtom(await _room.Get<ShowFeed>().AtomAsync("en", Make.Token));
        using var json = JsonDocument.Parse(SiteRoom.Text(await _room.Get<ShowFeed>().JsonAsync("en", Make.Token)));

        Assert.Empty(atom.Elements(s_atom + "entry"));
        Assert.Empty(json.RootElement.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Feeds_SameDigests_SameBytesAndWithANewOneOthers()
    {
        await FourAsync();
        var first = await _room.Get<ShowFeed>().AtomAsync("fr", Make.Token);
        _room.Time.Advance(TimeSpan.FromHours(3));
        var same = await _room.Get<ShowFeed>().AtomAsync("fr", Make.Token);
        await _room.FreezeAsync(3, 5);
        _room.Time.Advance(TimeSpan.FromHours(3));
        var other = await _room.Get<ShowFeed>().AtomAsync("fr", Make.Token);

        Assert.Equal(first.ETag, same.ETag);
        Assert.Equal(304, same.For(first.ETag, null).Status);
        Assert.Equal(200, other.For(first.ETag, null).Status);
    }

    [Fact]
    public async Task Feeds_VeryLongDigests_StayWithinTheLimitAndTellTheOlderInShort()
    {
        using var room = new SiteRoom(("Site:FeedItems", "100"));
        var paragraph = $"<p>{new string('x', 79_000)}</p>";
        for (var day = 1; day <= 12; day++)
        {
            await room.FreezeAsync(3, day, $"Édition {day}", html: $"<html><body>{paragraph}</body></html>");
        }

        var reply = await room.Get<ShowFeed>().AtomAsync("fr", Make.Token);

        Assert.InRange(reply.Body.Length, 400_000, FeedEntry.MaxCharacters + 20_000);
        var entries = ParseAtom(reply).Elements(s_atom + "entry").ToList();
        Assert.Equal(12, entries.Count);
        Assert.Equal([.. Enumerable.Repeat(true, 6), .. Enumerable.Repeat(false, 6)], entries.Select(entry => entry.Element(s_atom + "content") is not null));
    }

    [Fact]
    public async Task Feeds_AnySubject_CanBeParsed() => await Gen.String[0, 60].SampleAsync(
        async subject =>
        {
            using var room = new SiteRoom();
            await room.FreezeAsync(3, 4, subject, html: SiteRoom.Mail(subject));

            _ = ParseAtom(await room.Get<ShowFeed>().AtomAsync("fr", CancellationToken.None));
            _ = JsonDocument.Parse(SiteRoom.Text(await room.Get<ShowFeed>().JsonAsync("fr", CancellationToken.None)));
        },
        iter: 100);

    [Theory]
    [InlineData("xx")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Feeds_ALanguageThatWeDoNotHave_404(string? language)
    {
        Assert.Equal(404, (await _room.Get<ShowFeed>().AtomAsync(language, Make.Token)).Status);
        Assert.Equal(404, (await _room.Get<ShowFeed>().JsonAsync(language, Make.Token)).Status);
        Assert.Equal(404, (await _room.Get<ShowCalendar>().RunAsync(language, Make.Token)).Status);
        Assert.Equal(404, (await _room.Get<ShowHome>().RunAsync(language, Make.Token)).Status);
    }

    [Theory]
    [InlineData("<p>a <script>alert(1)</script>b</p>", "<p>a b</p>\n")]
    [InlineData("<p onclick=x style='color:red'>a<a href='javascript:alert(1)'>b</a></p>", "<p>a<a>b</a></p>\n")]
    [InlineData("<table><tr><td>3 mars</td><td><p lang=en>x</p></td></tr></table>", "<p>3 mars</p>\n<p lang=\"en\">x</p>\n")]
    [InlineData("<ul><li>a &lt;b&gt;</li></ul>", "<ul><li>a &lt;b&gt;</li>\n</ul>\n")]
    [InlineData("<p>a <span lang=fr>b</span> <span>c</span></p>", "<p>a <span lang=\"fr\">b</span> c</p>\n")]
    [InlineData("<img src=x onerror=alert(1)><iframe src=x></iframe>", "")]
    public void FeedHtml_AMail_KeepsWhatIsRead(string mail, string content) => Assert.Equal(content, FeedHtml.Of(mail));

    private async Task FourAsync()
    {
        foreach (var day in (int[])[2, 1, 4, 3])
        {
            await _room.FreezeAsync(3, day, $"Édition {day}");
        }

        await _room.FreezeAsync(3, 5, "In English", "en");
    }

    // RFC 4287, 4.1.1 and 4.1.2: what a feed and an entry must have, and how often.
    private static XElement ParseAtom(SiteReply reply)
    {
        using var reader = XmlReader.Create(new MemoryStream(reply.Body.ToArray()), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        var feed = XDocument.Load(reader).Root!;
        Assert.Equal(s_atom + "feed", feed.Name);
        Assert.Single(feed.Elements(s_atom + "author"), author => author.Element(s_atom + "name")!.Value.Length > 0);
        foreach (var element in feed.Elements(s_atom + "entry").Prepend(feed))
        {
            Assert.True(Uri.TryCreate(Assert.Single(element.Elements(s_atom + "id")).Value, UriKind.Absolute, out _));
            Assert.Single(element.Elements(s_atom + "title"));
            Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", Assert.Single(element.Elements(s_atom + "updated")).Value);
            Assert.Single(element.Elements(s_atom + "link"), link => link.Attribute("rel")!.Value == "alternate");
        }

        Assert.Single(feed.Elements(s_atom + "link"), link => link.Attribute("rel")!.Value == "self");
        var ids = feed.Elements(s_atom + "entry").Select(entry => entry.Element(s_atom + "id")!.Value).ToList();
        Assert.Equal(ids.Distinct(), ids);
        return feed;
    }

    private static string LinkOf(XElement element, string relation) =>
        element.Elements(s_atom + "link").Single(link => link.Attribute("rel")!.Value == relation).Attribute("href")!.Value;

    private static string Plain(string text) => text.Replace('\u00A0', ' ');
}
