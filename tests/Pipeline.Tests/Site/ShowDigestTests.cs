using CsCheck;
using Pipeline.Digest;
using Pipeline.Site;

namespace Pipeline.Tests.Site;

public sealed class ShowDigestTests : IDisposable
{
    private readonly SiteRoom _room = new();

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task Run_APublicDigest_TheMailAsItWasWithLinksForEverybody()
    {
        var frozen = await _room.FreezeAsync(3, 4);

        var reply = await ShowAsync(frozen);

        Assert.Equal((200, "text/html; charset=utf-8"), (reply.Status, reply.ContentType));
        var html = SiteRoom.Text(reply);
        Assert.DoesNotContain("reader.invalid", html, StringComparison.Ordinal);
        Assert.Equal(2, html.Split($"href=\"{SiteRoom.Base}/fr/subscribe\"").Length - 1);
        Assert.Equal(frozen.Html, html.Replace($"<a href=\"{SiteRoom.Base}/fr/subscribe\">Se", $"<a href=\"{PersonalMarks.Unsubscribe}\">Se", StringComparison.Ordinal)
            .Replace($"<a href=\"{SiteRoom.Base}/fr/subscribe\">Ré", $"<a href=\"{PersonalMarks.Preferences}\">Ré", StringComparison.Ordinal));
        Assert.Equal(frozen.Issue.CutOff, reply.LastModified);
        Assert.Equal("fr", reply.Headers["Content-Language"]);
        Assert.DoesNotContain("X-Robots-Tag", reply.Headers.Keys);
        Assert.DoesNotContain("script-src", reply.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", reply.Headers["Content-Security-Policy"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ADigestOfAFewReaders_IsShownToWhoKnowsItAndListedNowhere()
    {
        var own = await _room.FreezeAsync(3, 4, subject: "Rien que Valmeuse", isPublic: false);
        await _room.FreezeAsync(3, 3);

        var reply = await ShowAsync(own);

        Assert.Equal("noindex", reply.Headers["X-Robots-Tag"]);
        Assert.Contains("Rien que Valmeuse", SiteRoom.Text(reply), StringComparison.Ordinal);
        foreach (var list in (SiteReply[])
            [
                await _room.Get<ShowArchive>().RunAsync("fr", null, Make.Token), await _room.Get<ShowHome>().RunAsync("fr", Make.Token),
                await _room.Get<ShowFeed>().AtomAsync("fr", Make.Token), await _room.Get<ShowFeed>().JsonAsync("fr", Make.Token),
            ])
        {
            Assert.Contains("Le pont rouvre", SiteRoom.Text(list), StringComparison.Ordinal);
            Assert.DoesNotContain("Valmeuse", SiteRoom.Text(list), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", "")]
    [InlineData("main-20260304T063000000Z", "aaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("main-20260304T063000000Z", "../quarantine/x")]
    [InlineData("../articles-20260304T063000000Z", "aaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("main-20261304T063000000Z", "aaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("main", "aaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task Run_AnAddressOfNothing_404InEveryLanguage(string? issue, string? variant)
    {
        await _room.FreezeAsync(3, 4);

        var page = SiteRoom.Page(await _room.Get<ShowDigest>().RunAsync(issue, variant, Make.Token), 404);

        Assert.Equal(["fr", "en"], page.QuerySelectorAll("main section").Select(section => section.GetAttribute("lang")));
        Assert.Equal("Cette page n’existe pas", page.QuerySelector("h1")!.TextContent);
        Assert.Equal("There is no such page", page.QuerySelector("main h2")!.TextContent);
    }

    [Fact]
    public async Task Run_AnyText_NeverThrows() => await Gen.Select(Gen.String, Gen.String).SampleAsync(async pair =>
        Assert.Equal(404, (await _room.Get<ShowDigest>().RunAsync(pair.Item1, pair.Item2, CancellationToken.None)).Status));

    private Task<SiteReply> ShowAsync(DigestVariant variant) => _room.Get<ShowDigest>().RunAsync(variant.Issue.ToString(), variant.Id.Value, Make.Token);
}
