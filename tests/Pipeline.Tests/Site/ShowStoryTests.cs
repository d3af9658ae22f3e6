using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using CsCheck;
using Pipeline.Articles;
using Pipeline.Events;
using Pipeline.Extraction;
using Pipeline.Site;
using Pipeline.Stories;

namespace Pipeline.Tests.Site;

public sealed class ShowStoryTests : IDisposable
{
    private const string Hostile = "</script><img src=x onerror=alert(1)> {{7*7}} {{ include 'x' }} \" ' & \u202Ereversed";

    private readonly SiteRoom _room = new();

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task Run_EventsOfAllPrecisions_AnOrderedListByDateWithWordsAndSources()
    {
        var story = await _room.StoreAsync(
            "Pont de Valmeuse",
            SiteRoom.Event("les travaux finissent", DateSpan.Year(2027), EventStatus.Planned),
            SiteRoom.Event("le pont rouvre", Make.Day(2026, 4, 1), EventStatus.Planned),
            SiteRoom.Event("le mois des travaux", DateSpan.Month(2026, 3)),
            SiteRoom.Event("le pont ferme", Make.Day(2026, 3, 1)),
            SiteRoom.Event("la semaine du trafic", DateSpan.Between(new(2026, 3, 2), new(2026, 3, 8)), EventStatus.Cancelled));

        var page = await PageAsync(story);

        Assert.Equal("Pont de Valmeuse", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("Valmeuse", page.QuerySelector(".names")!.TextContent, StringComparison.Ordinal);
        var entries = page.QuerySelectorAll("ol.timeline > li").ToList();
        Assert.Equal(
            ["le pont ferme", "le mois des travaux", "la semaine du trafic", "le pont rouvre", "les travaux finissent"],
            entries.Select(entry => entry.QuerySelector("h3")!.TextContent));
        Assert.Equal(["2026-03-01", "2026-03", "2026-04-01", "2027"], entries.SelectMany(entry => entry.QuerySelectorAll("time")).Select(time => time.GetAttribute("datetime")));
        Assert.Equal(["a eu lieu", "a eu lieu", "annulé", "prévu", "prévu"], entries.Select(entry => entry.QuerySelector(".status")!.TextContent));
        Assert.Contains("du 2 au 8 mars 2026", entries[2].TextContent, StringComparison.Ordinal);
        Assert.All(entries, entry => Assert.Equal(("https://example.org/a", "Le Courrier"), (entry.QuerySelector(".sources a")!.GetAttribute("href"), entry.QuerySelector(".sources a")!.TextContent)));
        Assert.Equal(["le pont rouvre", "les travaux finissent"], page.QuerySelectorAll("ol.dates a").Select(link => link.TextContent));
    }

    [Fact]
    public async Task Run_ADateThatMovedWasCorrectedAndContradicted_TellsItsHistory()
    {
        var moved = SiteRoom.Event("le pont rouvre", Make.Day(2026, 4, 8), EventStatus.Planned, SiteRoom.Change(EventChangeKind.DateChanged, "2026-04-01", "2026-04-08"));
        var corrected = SiteRoom.Event(
            "le pont ferme", Make.Day(2026, 3, 2), EventStatus.Happened,
            SiteRoom.Change(EventChangeKind.DateChanged, "2026-03-01", "2026-03-02"),
            SiteRoom.Change(EventChangeKind.StatusChanged, nameof(EventStatus.Planned), nameof(EventStatus.Happened)),
            SiteRoom.Change(EventChangeKind.FigureChanged, "12 camions", "15 camions"),
            SiteRoom.Change(EventChangeKind.Contradicted, "2026-03-02", "2026-03-03"));
        var plain = SiteRoom.Event("le marché a lieu", Make.Day(2026, 3, 5));
        var story = await _room.StoreAsync("Pont", moved, corrected with { Contradictions = [Make.Day(2026, 3, 3)] }, plain);

        var page = await PageAsync(story);

        var entries = page.QuerySelectorAll("ol.timeline > li").ToList();
        Assert.Equal(
            [
                "4 mars 2026 : première mention (Le Courrier).",
                "4 mars 2026 : date corrigée, dimanche 1er mars 2026 avant, lundi 2 mars 2026 maintenant (Le Courrier).",
                "4 mars 2026 : « prévu » avant, « a eu lieu » maintenant (Le Courrier).",
                "4 mars 2026 : 12 camions avant, 15 camions maintenant (Le Courrier).",
                "4 mars 2026 : une autre date est donnée, mardi 3 mars 2026 (Le Courrier).",
            ],
            entries[0].QuerySelectorAll("details li").Select(Plain));
        Assert.Contains("D’autres sources donnent : 3 mars 2026.", Plain(entries[0]), StringComparison.Ordinal);
        Assert.Null(entries[1].QuerySelector("details"));
        Assert.Contains("date déplacée, mercredi 1er avril 2026 avant, mercredi 8 avril 2026 maintenant", Plain(entries[2]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_APlanWhoseDayHasPassed_IsNotSaidToHaveHappened()
    {
        var story = await _room.StoreAsync("Pont", SiteRoom.Event("le pont rouvre", Make.Day(2026, 3, 9), EventStatus.Planned));

        var page = await PageAsync(story);

        Assert.Contains("aucun article ne dit encore si cela a eu lieu", page.QuerySelector(".status")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("ol.dates"));
        Assert.Null(page.QuerySelector("a[href$='.ics'][type='text/calendar']:not(footer a)"));
    }

    [Fact]
    public async Task Run_WhatWasTakenBackOrDismissedOrMerged_IsNotShown()
    {
        var kept = SiteRoom.Event("reste", Make.Day(2026, 3, 1));
        var story = await _room.StoreAsync(
            "Pont",
            kept,
            SiteRoom.Event("retiré", Make.Day(2026, 3, 2)) with { WithdrawnAt = DateTimeOffset.UnixEpoch, Sources = [] },
            SiteRoom.Event("écarté", Make.Day(2026, 3, 3)) with { IsDismissed = true },
            SiteRoom.Event("fondu", Make.Day(2026, 3, 4)) with { MergedInto = kept.Id });

        Assert.Equal(["reste"], (await PageAsync(story)).QuerySelectorAll("h3").Select(title => title.TextContent));
    }

    [Fact]
    public async Task Run_MoreEventsThanAPageHolds_TheEarliestAreCounted()
    {
        using var room = new SiteRoom(("Site:TimelineEvents", "3"));
        var story = await room.StoreAsync("Pont", [.. Enumerable.Range(1, 5).Select(day => SiteRoom.Event($"jour {day}", Make.Day(2026, 3, day)))]);

        var page = SiteRoom.Page(await room.Get<ShowStory>().RunAsync("en", story.Id.Value, Make.Token));

        Assert.Equal(["jour 3", "jour 4", "jour 5"], page.QuerySelectorAll("h3").Select(title => title.TextContent));
        Assert.Contains("2 earlier dates are left out", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("fr", page.QuerySelector("h3")!.GetAttribute("lang"));
    }

    [Fact]
    public async Task Run_AStoryThatWentIntoAnother_LeadsThere()
    {
        var story = await _room.StoreAsync("Pont", SiteRoom.Event("le pont ferme", Make.Day(2026, 3, 1)));
        var alias = new Story { Id = new(Identifier.Of("alias")), Title = "x", Language = "fr", MergedInto = story.Id };
        await _room.Get<IStoryStore>().TrySaveAsync(alias, null, Make.Token);

        var page = await _room.Get<ShowStory>().RunAsync("en", alias.Id.Value, Make.Token);
        var data = await _room.Get<ShowStory>().TimelineAsync("en", alias.Id.Value, Make.Token);

        Assert.Equal((301, $"{SiteRoom.Base}/en/stories/{story.Id}"), (page.Status, page.Headers["Location"]));
        Assert.Equal((301, $"{SiteRoom.Base}/en/stories/{story.Id}/timeline.json"), (data.Status, data.Headers["Location"]));
    }

    [Fact]
    public async Task Run_HostileArticles_AreTextOnThePageAndInTheData()
    {
        var told = SiteRoom.Event(Hostile, Make.Day(2026, 4, 1), EventStatus.Planned) with
        {
            Evidence = "Vu : " + Hostile,
            DateText = Hostile,
            Warnings = [ExtractionWarning.AmbiguousNumericDate.Code()],
            Sources =
            [
                new(ArticleId.FromBlobName("a.txt"), Hostile, new Uri("javascript:alert(1)"), new(2026, 3, 1)),
                new(ArticleId.FromBlobName("b.txt"), "B", new Uri("https://example.org/\"><script>"), new(2026, 3, 2)),
            ],
        };
        var story = await _room.StoreAsync(Hostile, told);

        var page = await PageAsync(story);
        using var data = JsonDocument.Parse(SiteRoom.Text(await _room.Get<ShowStory>().TimelineAsync("fr", story.Id.Value, Make.Token)));

        Assert.Contains("{{7*7}} {{ include 'x' }}", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("</script><img src=x onerror=alert(1)>", page.QuerySelector("h3")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', page.DocumentElement.OuterHtml);
        Assert.Single(page.QuerySelectorAll("ol.timeline .sources a:not([type])"));
        Assert.All(
            data.RootElement.GetProperty("events").EnumerateArray().Append(data.RootElement.GetProperty("title")).Select(entry => entry.GetProperty("text")),
            text => Assert.All(
                (string[])["headline", "text"],
                part => Assert.All(
                    new HtmlParser().ParseDocument(text.GetProperty(part).GetString()!).Body!.QuerySelectorAll("*"),
                    element => Assert.Contains(element.LocalName, (string[])["p", "a"]))));
    }

    [Theory]
    [InlineData("xx", "aaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("fr", "aaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("fr", "../../articles")]
    [InlineData("fr", "")]
    [InlineData(null, null)]
    public async Task Run_AnAddressOfNothing_404(string? language, string? id)
    {
        SiteRoom.Page(await _room.Get<ShowStory>().RunAsync(language, id, Make.Token), 404);
        SiteRoom.Page(await _room.Get<ShowStory>().TimelineAsync(language, id, Make.Token), 404);
        SiteRoom.Page(await _room.Get<ShowCalendar>().EventAsync(language, id, Make.Token), 404);
        SiteRoom.Page(await _room.Get<ShowCalendar>().EventAsync(language, id + ".ics", Make.Token), 404);
    }

    [Fact]
    public async Task Run_AnyWords_APageThatHoldsThemAsText() => await Gen.String[1, 60].SampleAsync(
        async words =>
        {
            using var room = new SiteRoom();
            var told = SiteRoom.Event("x", Make.Day(2026, 4, 1), EventStatus.Planned) with { Headline = words, Evidence = words, DateText = words };
            var story = await room.StoreAsync("Pont", told);

            var page = SiteRoom.Page(await room.Get<ShowStory>().RunAsync("fr", story.Id.Value, CancellationToken.None));
            Assert.Single(page.QuerySelectorAll("ol.timeline > li"));
            _ = JsonDocument.Parse(SiteRoom.Text(await room.Get<ShowStory>().TimelineAsync("fr", story.Id.Value, CancellationToken.None)));
        },
        iter: 50);

    [Fact]
    public async Task Timeline_EventsOfAllPrecisions_AreWhatTimelineJs3Reads()
    {
        var story = await _room.StoreAsync(
            "Pont de Valmeuse",
            SiteRoom.Event("a", DateSpan.Year(2027), EventStatus.Planned),
            SiteRoom.Event("b", Make.Day(2026, 4, 1), EventStatus.Planned),
            SiteRoom.Event("c", DateSpan.Month(2026, 3)),
            SiteRoom.Event("d", DateSpan.Between(new(2026, 3, 2), new(2026, 3, 8))));

        var reply = await _room.Get<ShowStory>().TimelineAsync("en", story.Id.Value, Make.Token);
        using var data = JsonDocument.Parse(SiteRoom.Text(reply));

        Assert.Equal(("application/json; charset=utf-8", "*"), (reply.ContentType, reply.Headers["Access-Control-Allow-Origin"]));
        Assert.Equal("Pont de Valmeuse", data.RootElement.GetProperty("title").GetProperty("text").GetProperty("headline").GetString());
        var events = data.RootElement.GetProperty("events").EnumerateArray().ToList();
        Assert.Equal(
            ["""{"year":2026,"month":3}""", """{"year":2026,"month":3,"day":2}""", """{"year":2026,"month":4,"day":1}""", """{"year":2027}"""],
            events.Select(entry => Compact(entry.GetProperty("start_date"))));
        Assert.Equal([1], events.Index().Where(entry => entry.Item.TryGetProperty("end_date", out _)).Select(entry => entry.Index));
        Assert.Equal("""{"year":2026,"month":3,"day":8}""", Compact(events[1].GetProperty("end_date")));
        Assert.Equal(["March 2026", "2 to 8 March 2026", "Wednesday 1 April 2026", "2027"], events.Select(entry => entry.GetProperty("display_date").GetString()));
        Assert.Equal(["took place", "took place", "planned", "planned"], events.Select(entry => entry.GetProperty("group").GetString()));
        Assert.Equal(4, events.Select(entry => entry.GetProperty("unique_id").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task Event_AnId_LeadsToItsPlaceInTheStory()
    {
        var told = SiteRoom.Event("le pont rouvre", Make.Day(2026, 4, 1), EventStatus.Planned);
        await _room.StoreAsync("Pont", told);

        var reply = await _room.Get<ShowCalendar>().EventAsync("fr", told.Id.Value, Make.Token);
        var page = await _room.Get<ShowStory>().RunAsync("fr", told.Story.Value, Make.Token);

        Assert.Equal((302, $"{SiteRoom.Base}/fr/stories/{told.Story}#e-{told.Id}"), (reply.Status, reply.Headers["Location"]));
        Assert.NotNull(SiteRoom.Page(page).GetElementById("e-" + told.Id));
    }

    private async Task<IDocument> PageAsync(Story story) => SiteRoom.Page(await _room.Get<ShowStory>().RunAsync("fr", story.Id.Value, Make.Token));

    private static string Plain(IElement element) => element.TextContent.Replace('\u00A0', ' ').Trim();

    private static string Compact(JsonElement json) => JsonSerializer.Serialize(json);
}
