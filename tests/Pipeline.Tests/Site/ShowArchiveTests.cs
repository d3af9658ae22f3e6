using Pipeline.Site;

namespace Pipeline.Tests.Site;

public sealed class ShowArchiveTests : IDisposable
{
    private readonly SiteRoom _room = new(("Site:PageSize", "20"), ("Newsroom:Name", "Le Pont"));

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task Run_FortyFiveDigests_ThreePagesThatShowEachOnceNewestFirst()
    {
        for (var day = 0; day < 45; day++)
        {
            await _room.FreezeAsync(1 + (day / 28), 1 + (day % 28), $"Édition {day}");
        }

        var (titles, pages, before) = (new List<string>(), 0, (string?)null);
        do
        {
            var page = SiteRoom.Page(await _room.Get<ShowArchive>().RunAsync("fr", before, Make.Token));
            titles.AddRange(page.QuerySelectorAll(".issues h2").Select(title => title.TextContent));
            before = page.QuerySelector("a[rel=next]")?.GetAttribute("href")?.Split("before=")[1];
            pages++;
            Assert.Equal(pages > 1, page.QuerySelectorAll(".pages a").Any(link => link.GetAttribute("href") == SiteRoom.Base + "/fr/digests"));

            // A digest that comes meanwhile moves no page.
            await _room.FreezeAsync(6, pages, "Nouvelle");
        }
        while (before is not null);

        Assert.Equal(3, pages);
        Assert.Equal(Enumerable.Range(0, 45).Reverse().Select(day => $"Édition {day}"), titles);
    }

    [Fact]
    public async Task Run_ANewDigest_IsListedOnceTheCacheIsOld()
    {
        Assert.Contains("Aucune édition", SiteRoom.Text(await _room.Get<ShowArchive>().RunAsync("fr", null, Make.Token)), StringComparison.Ordinal);
        await _room.FreezeAsync(3, 4);

        Assert.Empty(SiteRoom.Page(await _room.Get<ShowArchive>().RunAsync("fr", null, Make.Token)).QuerySelectorAll(".issues"));
        _room.Time.Advance(TimeSpan.FromMinutes(1));
        var page = SiteRoom.Page(await _room.Get<ShowArchive>().RunAsync("fr", null, Make.Token));

        Assert.Equal("mercredi 4 mars 2026", page.QuerySelector(".issues time")!.TextContent);
        Assert.Equal("2026-03-04", page.QuerySelector(".issues time")!.GetAttribute("datetime"));
        Assert.Equal($"{SiteRoom.Base}/digests/main-20260304T063000000Z/", page.QuerySelector(".issues a")!.GetAttribute("href")![..^26]);
        Assert.Equal("Toutes les éditions – Le Pont", page.Title);
    }

    [Theory]
    [InlineData("xx", null)]
    [InlineData(null, null)]
    [InlineData("fr", "yesterday")]
    [InlineData("fr", "20200101T000000000Z")]
    public async Task Run_AnAddressOfNothing_404(string? language, string? before)
    {
        await _room.FreezeAsync(3, 4);

        SiteRoom.Page(await _room.Get<ShowArchive>().RunAsync(language, before, Make.Token), 404);
    }

    [Fact]
    public async Task Run_AHostileSubject_IsText()
    {
        await _room.FreezeAsync(3, 4, "</title><script>alert(1)</script> {{7*7}} \" onmouseover=x '&amp;");

        var page = SiteRoom.Page(await _room.Get<ShowArchive>().RunAsync("fr", null, Make.Token));

        Assert.Equal("</title><script>alert(1)</script> {{7*7}} \" onmouseover=x '&amp;", page.QuerySelector(".issues a")!.TextContent);
    }

    [Theory]
    [InlineData("en-US,en;q=0.9", "en", "Latest digests")]
    [InlineData("de", "fr", "Dernières éditions")]
    [InlineData(null, "fr", "Dernières éditions")]
    public async Task Home_AVisitor_GetsTheirLanguageAndTheWaysOn(string? accepted, string language, string heading)
    {
        await _room.FreezeAsync(3, 4, language: language);

        var reply = await _room.Get<ShowHome>().ChooseAsync(accepted, Make.Token);

        var page = SiteRoom.Page(reply);
        Assert.Equal("Accept-Language", reply.Headers["Vary"]);
        Assert.Equal((language, "Le Pont"), (page.DocumentElement.GetAttribute("lang"), page.QuerySelector("h1")!.TextContent));
        Assert.Equal(heading, page.QuerySelector("main h2")!.TextContent);
        var links = page.QuerySelectorAll("a").Select(link => link.GetAttribute("href")!.Replace(SiteRoom.Base, "", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        Assert.Superset(
            new HashSet<string>(((string[])["digests", "subscribe", "digests.atom", "digests.json", "upcoming.ics"]).Select(end => $"/{language}/{end}")),
            links);
        Assert.Contains(language == "fr" ? "/en" : "/fr", links);
        Assert.Single(page.QuerySelectorAll(".issues li"));
    }
}
