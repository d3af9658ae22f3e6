using Pipeline.Articles;
using Pipeline.Events;

namespace Pipeline.Tests.Stories;

public sealed class RuleOnEventsTests : IDisposable
{
    private const string Vote = "Valmont reconstruira son pont\nLe conseil municipal de Valmont a voté mardi 3 mars 2026 la reconstruction du pont Saint-Blaise. Le chantier durera deux ans, selon le maire Paul Garrel.";
    private const string VoteToo = "Feu vert pour le pont Saint-Blaise\nLa reconstruction du pont Saint-Blaise a été approuvée le 3 mars 2026 par les élus de Valmont. Paul Garrel veut ouvrir l’ouvrage bientôt.";
    private const string Fire = "Un hangar brûle à Brécourt\nUn incendie a détruit un hangar de la coopérative de Brécourt le 3 mars 2026. Les pompiers de Montauban sont venus en renfort.";

    private readonly StoryRoom _room = new();

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task Split_AReport_StaysApartWhenItsArticleIsReadAgain()
    {
        await _room.TellAsync("a.txt", "2026-03-04", Vote);
        var told = Assert.Single(await _room.TellAsync("b.txt", "2026-03-05", VoteToo));
        Assert.Equal(2, told.Sources.Count);
        var mention = (await _room.Stories.ReadAsync(told.Story, Make.Token)).Mentions.Single(own => own.Article == ArticleId.FromBlobName("b.txt"));

        var left = await _room.Rule.SplitAsync(told.Id, mention.Id, Make.Token);

        Assert.Single(left!.Sources);
        var apart = Assert.Single(await _room.TellAsync("b.txt", "2026-03-05", VoteToo));
        Assert.NotEqual(told.Id, apart.Id);
        Assert.Single(apart.Sources);
        Assert.Equal(told.History[0].At, apart.History[0].At);
    }

    [Fact]
    public async Task Merge_EventsOfTwoStories_MakesOneOfBothAndLeavesAnAlias()
    {
        var vote = Assert.Single(await _room.TellAsync("a.txt", "2026-03-04", Vote));
        var fire = Assert.Single(await _room.TellAsync("c.txt", "2026-03-04", Fire));
        Assert.NotEqual(vote.Story, fire.Story);

        var merged = await _room.Rule.MergeAsync(vote.Id, fire.Id, Make.Token);

        Assert.Equal(2, merged!.Sources.Count);
        var ids = new[] { vote.Id, fire.Id };
        var rows = await Task.WhenAll(ids.Select(id => _room.Events.FindAsync(id, Make.Token)));
        Assert.Single(rows, row => row!.Value.MergedInto == merged.Id);
        Assert.Equal(merged.Id, Assert.Single(await _room.TellAsync("c.txt", "2026-03-04", Fire)).Id);
        Assert.Equal(merged.Story, (await _room.Stories.FindAsync(fire.Story, Make.Token))!.Value.MergedInto ?? fire.Story);
    }

    [Fact]
    public async Task Dismiss_AnEvent_HoldsForTheNextReportOfIt()
    {
        var told = Assert.Single(await _room.TellAsync("a.txt", "2026-03-04", Vote));
        Assert.True((await _room.Rule.DismissAsync(told.Id, Make.Token))!.IsDismissed);
        var again = Assert.Single(await _room.TellAsync("b.txt", "2026-03-05", VoteToo));
        Assert.Equal((told.Id, true), (again.Id, again.IsDismissed));
    }

    [Fact]
    public async Task Pin_AnEvent_MarksIt()
    {
        var told = Assert.Single(await _room.TellAsync("a.txt", "2026-03-04", Vote));
        Assert.True((await _room.Rule.PinAsync(told.Id, Make.Token))!.IsPinned);
        Assert.Null(await _room.Rule.PinAsync(new EventId("unknown"), Make.Token));
    }

    [Fact]
    public async Task Split_TheOnlyReport_IsRefused()
    {
        var told = Assert.Single(await _room.TellAsync("a.txt", "2026-03-04", Vote));
        var mention = Assert.Single((await _room.Stories.ReadAsync(told.Story, Make.Token)).Mentions);
        Assert.Null(await _room.Rule.SplitAsync(told.Id, mention.Id, Make.Token));
    }
}
