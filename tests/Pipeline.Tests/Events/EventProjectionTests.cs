using Microsoft.Extensions.Time.Testing;
using Pipeline.Events;
using Pipeline.Extraction;
using Pipeline.InMemory;

namespace Pipeline.Tests.Events;

public sealed class EventProjectionTests
{
    private const string Vote = "Le conseil municipal de Valmont a voté le 3 mars 2026 la reconstruction du pont Saint-Blaise.";
    private const string VoteToo = "La reconstruction du pont Saint-Blaise a été votée le 3 mars 2026 par le conseil municipal de Valmont, malgré l’opposition.";
    private const string Other = "Un incendie a détruit le 3 mars 2026 les entrepôts de la coopérative agricole, sans faire de victime.";
    private const string Plan = "Le procès de l’ancien maire Paul Garrel doit s’ouvrir le 12 mars 2026 devant le tribunal de Castelrive.";
    private const string Move = "Prévu le 12 mars 2026, le procès de l’ancien maire Paul Garrel devant le tribunal est reporté au 1er avril 2026.";
    private const string Cancel = "Le procès de l’ancien maire Paul Garrel, attendu le 12 mars 2026, n’aura pas lieu.";

    private readonly InMemoryEventStore _store = new();
    private readonly InMemoryStoryStore _stories = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 5, 6, 0, 0, TimeSpan.Zero));
    private long _version;

    [Fact]
    public async Task Projection_NearSameSentencesOfOneDate_AreOneEventWithTwoSources()
    {
        await MergeAsync("a", Vote, "3 mars 2026", Make.Day(2026, 3, 3));
        var merged = await MergeAsync("b", VoteToo, "3 mars 2026", Make.Day(2026, 3, 3));

        Assert.Equal(["a", "b"], merged.Sources.Select(source => source.Name).Order(StringComparer.Ordinal));
        Assert.Equal([EventChangeKind.New, EventChangeKind.Confirmed], merged.History.Select(change => change.Kind));
        Assert.Equal(2, (await MentionsAsync(merged)).Count);
    }

    [Fact]
    public async Task Projection_AnotherHappeningOfTheSameDate_IsAnotherEvent()
    {
        var vote = await MergeAsync("a", Vote, "3 mars 2026", Make.Day(2026, 3, 3));
        var fire = await MergeAsync("b", Other, "3 mars 2026", Make.Day(2026, 3, 3));

        Assert.NotEqual(vote.Id, fire.Id);
    }

    [Fact]
    public async Task Projection_TheSameSentenceOfAnotherWeek_IsAnotherEvent()
    {
        var one = await MergeAsync("a", Vote, "3 mars 2026", Make.Day(2026, 3, 3));
        var other = await MergeAsync("b", Vote.Replace("3 mars", "10 mars", StringComparison.Ordinal), "10 mars 2026", Make.Day(2026, 3, 10));

        Assert.NotEqual(one.Id, other.Id);
    }

    [Fact]
    public async Task Projection_TheSameSentenceOfTheNextDay_IsAContradiction()
    {
        var one = await MergeAsync("a", Vote, "3 mars 2026", Make.Day(2026, 3, 3));
        var other = await MergeAsync("b", Vote.Replace("3 mars", "4 mars", StringComparison.Ordinal), "4 mars 2026", Make.Day(2026, 3, 4), published: new DateOnly(2026, 3, 5));

        Assert.Equal((one.Id, one.Date), (other.Id, other.Date));
        Assert.Equal([Make.Day(2026, 3, 4)], other.Contradictions);
        var change = Assert.Single(other.History, change => change.Kind == EventChangeKind.Contradicted);
        Assert.Equal(("2026-03-03", "2026-03-04"), (change.From, change.To));
    }

    [Fact]
    public async Task Projection_ALaterCount_ChangesTheFigureOnce()
    {
        await MergeAsync("a", "Une explosion à l’usine Orféa de Valmont a fait 12 blessés le 3 mars 2026.", "3 mars 2026", Make.Day(2026, 3, 3), published: new DateOnly(2026, 3, 3));
        var later = await MergeAsync("b", "L’explosion à l’usine Orféa de Valmont a fait 15 blessés le 3 mars 2026.", "3 mars 2026", Make.Day(2026, 3, 3), published: new DateOnly(2026, 3, 5));
        var again = await MergeAsync("c", "L’explosion à l’usine Orféa de Valmont a fait 15 blessés le 3 mars 2026, selon la préfecture.", "3 mars 2026", Make.Day(2026, 3, 3), published: new DateOnly(2026, 3, 6));

        Assert.Equal(later.Id, again.Id);
        var change = Assert.Single(again.History, change => change.Kind == EventChangeKind.FigureChanged);
        Assert.Equal(("12 blessés", "15 blessés"), (change.From, change.To));
    }

    [Fact]
    public async Task Projection_TheSameDeliveryAgain_ChangesNothing()
    {
        var first = await MergeAsync("a", Vote, "3 mars 2026", Make.Day(2026, 3, 3));
        _time.Advance(TimeSpan.FromHours(1));
        var again = await MergeAsync("a", Vote, "3 mars 2026", Make.Day(2026, 3, 3));

        Assert.Equal(first.History, again.History);
        Assert.Single(again.Sources);
        Assert.Single(await MentionsAsync(first));
        Assert.Single(await ChangesAsync());
    }

    [Fact]
    public async Task Projection_TwoArticlesInParallel_FoundOneEvent()
    {
        var articles = Enumerable.Range(0, 16).Select(i => (Name: "a" + i, Text: i % 2 == 0 ? Vote : VoteToo));
        using var projection = Make.Projection(_store, _stories, _time);

        var told = await Task.WhenAll(articles.Select(article => Task.Run(() => projection.ProjectAsync(
            Make.Article(article.Name, article.Text, new DateOnly(2026, 3, 4)), 1, [Make.Event(article.Text, "3 mars 2026", Make.Day(2026, 3, 3))], Make.Token))));

        var id = Assert.Single(told.SelectMany(events => events).Select(e => e.Id).Distinct());
        Assert.Equal(16, (await _store.FindAsync(id, Make.Token))!.Value.Sources.Count);
        Assert.Single(await ChangesAsync(), change => change.Kind == EventChangeKind.New);
    }

    [Fact]
    public async Task Projection_APostponement_MovesTheEventAndKeepsItsId()
    {
        var planned = await MergeAsync("a", Plan, "12 mars 2026", Make.Day(2026, 3, 12), EventStatus.Planned);
        var moved = await MergeAsync("b", Move, "1er avril 2026", Make.Day(2026, 4, 1), EventStatus.Planned, previous: Make.Day(2026, 3, 12));

        Assert.Equal(planned.Id, moved.Id);
        Assert.Equal(Make.Day(2026, 4, 1), moved.Date);
        var change = Assert.Single(moved.History, change => change.Kind == EventChangeKind.DateChanged);
        Assert.Equal(("2026-03-12", "2026-04-01"), (change.From, change.To));
        Assert.Equal([moved.Id], await _store.FindByDateAsync(Make.Day(2026, 4, 1), 10, Make.Token));
        Assert.Equal([moved.Id], await _store.FindByDateAsync(Make.Day(2026, 3, 12), 10, Make.Token));
    }

    [Fact]
    public async Task Projection_AnOldReportOfTheOldDate_DoesNotMoveItBack()
    {
        await MergeAsync("a", Plan, "12 mars 2026", Make.Day(2026, 3, 12), EventStatus.Planned);
        var moved = await MergeAsync("b", Move, "1er avril 2026", Make.Day(2026, 4, 1), EventStatus.Planned, previous: Make.Day(2026, 3, 12));
        var late = await MergeAsync("c", Plan, "12 mars 2026", Make.Day(2026, 3, 12), EventStatus.Planned);

        Assert.Equal(moved.Id, late.Id);
        Assert.Equal(Make.Day(2026, 4, 1), late.Date);
        Assert.Equal(3, late.Sources.Count);
    }

    [Fact]
    public async Task Projection_APostponementOfAnUnknownEvent_TellsTheOldDateToo()
    {
        var found = await MergeAsync("b", Move, "1er avril 2026", Make.Day(2026, 4, 1), EventStatus.Planned, previous: Make.Day(2026, 3, 12));

        Assert.Equal([EventChangeKind.New, EventChangeKind.DateChanged], found.History.Select(change => change.Kind));
    }

    [Fact]
    public async Task Projection_ACancellation_ChangesTheStatusAndTheHeadline()
    {
        var planned = await MergeAsync("a", Plan, "12 mars 2026", Make.Day(2026, 3, 12), EventStatus.Planned);
        var cancelled = await MergeAsync("b", Cancel, "12 mars 2026", Make.Day(2026, 3, 12), EventStatus.Cancelled);

        Assert.Equal(planned.Id, cancelled.Id);
        Assert.Equal(EventStatus.Cancelled, cancelled.Status);
        Assert.Contains("n’aura pas lieu", cancelled.Headline, StringComparison.Ordinal);
        var change = Assert.Single(cancelled.History, change => change.Kind == EventChangeKind.StatusChanged);
        Assert.Equal(("Planned", "Cancelled"), (change.From, change.To));
    }

    [Theory]
    [InlineData(23, EventChangeKind.New)]
    [InlineData(24, EventChangeKind.Background)]
    public async Task Projection_AnEventByItsDistanceFromTheArticle_IsNewOrBackground(int publishedDay, EventChangeKind expected)
    {
        var told = await MergeAsync("a", Vote, "3 mars 2026", Make.Day(2026, 3, 3), published: new DateOnly(2026, 3, publishedDay));

        Assert.Equal([expected], told.History.Select(change => change.Kind));
    }

    [Fact]
    public async Task Projection_AnOldFactThatAnArticleOfItsOwnDaysTells_BecomesNew()
    {
        await MergeAsync("late", Vote, "3 mars 2026", Make.Day(2026, 3, 3), published: new DateOnly(2026, 6, 1));
        var told = await MergeAsync("b", VoteToo, "3 mars 2026", Make.Day(2026, 3, 3));

        Assert.Equal([EventChangeKind.Background, EventChangeKind.New], told.History.Select(change => change.Kind));
    }

    private async Task<StoredEvent> MergeAsync(
        string name, string text, string dateText, DateSpan date, EventStatus status = EventStatus.Happened, DateSpan? previous = null, DateOnly? published = null)
    {
        using var projection = Make.Projection(_store, _stories, _time);
        var reported = Make.Event(text, dateText, date, status) with { PreviousDate = previous };
        return Assert.Single(await projection.ProjectAsync(Make.Article(name, text, published ?? new DateOnly(2026, 3, 4)), ++_version, [reported], Make.Token));
    }

    private async Task<IReadOnlyList<EventMention>> MentionsAsync(StoredEvent told) => (await _stories.ReadAsync(told.Story, Make.Token)).Mentions;

    private async Task<List<EventChange>> ChangesAsync()
    {
        var changes = new List<EventChange>();
        await foreach (var change in _store.ListChangesAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Make.Token))
        {
            changes.Add(change);
        }

        return changes;
    }
}
