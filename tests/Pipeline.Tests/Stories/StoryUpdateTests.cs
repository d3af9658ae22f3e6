using Microsoft.Extensions.Time.Testing;
using Pipeline.Articles;
using Pipeline.Events;
using Pipeline.InMemory;
using Pipeline.Stories;
using Pipeline.Tests.Articles;

namespace Pipeline.Tests.Stories;

/// <summary>A worker that was put to sleep in the midst of its update, while others go on.</summary>
public sealed class StoryUpdateTests : IDisposable
{
    private const int Calls = 36;

    private readonly InMemoryEventStore _events = new();
    private readonly InMemoryStoryStore _stories = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 5, 6, 0, 0, TimeSpan.Zero));
    private readonly List<EventProjection> _projections = [];
    private long _version;

    public static TheoryData<int> EveryCall => [.. Enumerable.Range(0, Calls)];

    public void Dispose() => _projections.ForEach(projection => projection.Dispose());

    [Theory]
    [MemberData(nameof(EveryCall))]
    public async Task Run_StoppedAtAnyCallWhileItsStoryGoesIntoAnother_LeavesNoEventThatIsNotTold(int call)
    {
        var bridge = (StoryId)(await TellAsync("bridge.txt", "Le conseil de Valmont a voté le 3 mars 2026 la reconstruction du pont Garrel."))!;
        var fire = (StoryId)(await TellAsync("fire.txt", "Les pompiers de Brécourt ont éteint le 4 mars 2026 un incendie chez Delorme."))!;
        Assert.NotEqual(bridge, fire);

        var pause = new PausingGate(call);
        var slow = TellAsync("fire2.txt", "Les pompiers de Brécourt et Delorme ont compté les dégâts le 5 mars 2026. Le hangar de Brécourt sera rasé le 9 mars 2026 par Delorme.", pause);
        await Task.WhenAny(pause.Reached, slow);
        var update = Make.Update(_events, _stories, _time);
        await update.MergeAsync(fire, bridge, Make.Token);
        await update.RunAsync(bridge, new HashSet<ArticleId>(), Make.Token);
        pause.GoOn();
        await slow;
        await update.RunAsync(bridge, new HashSet<ArticleId>(), Make.Token);

        Assert.Equal(4, (await ToldAsync()).Count);
        await AssertToldIsWhatStandsAsync();
    }

    [Theory]
    [MemberData(nameof(EveryCall))]
    public async Task Run_StoppedAtAnyCallWhileItsArticleGoesOverToAnotherStory_LeavesNoEventThatIsNotTold(int call)
    {
        const string Shared = " Le maire Yvan Delorme ouvrira le chantier le 9 mars 2026.";
        await TellAsync("fire.txt", "Les pompiers de Brécourt ont éteint le 4 mars 2026 un incendie chez Castagnier.");
        await TellAsync("bridge.txt", "Le conseil de Valmont a voté le 3 mars 2026 la reconstruction du pont Garrel.");
        await TellAsync("other.txt", "Les pompiers de Brécourt ont fouillé le 5 mars 2026 la ferme Castagnier." + Shared);

        var pause = new PausingGate(call);
        var slow = TellAsync("other.txt", "Les pompiers de Brécourt ont quitté le 6 mars 2026 la ferme Castagnier." + Shared, pause);
        await Task.WhenAny(pause.Reached, slow);
        await TellAsync("other.txt", "Le conseil de Valmont a chiffré le 7 mars 2026 le pont Garrel de Valmont." + Shared);
        pause.GoOn();
        await slow;
        await TellAsync("other.txt", "Le conseil de Valmont a chiffré le 7 mars 2026 le pont Garrel de Valmont." + Shared);

        Assert.Equal(4, (await ToldAsync()).Count);
        await AssertToldIsWhatStandsAsync();
    }

    // The story; null where a newer version of the article has been told.
    private async Task<StoryId?> TellAsync(string name, string text, ICallGate? gate = null)
    {
        var projection = gate is null ? Make.Projection(_events, _stories, _time) : Make.Projection(new GatedEventStore(_events, gate), new GatedStoryStore(_stories, gate), _time);
        _projections.Add(projection);
        var events = Enumerable.Range(1, 9).Where(day => text.Contains($" {day} mars 2026", StringComparison.Ordinal))
            .Select(day => Make.Event(text, $"{day} mars 2026", Make.Day(2026, 3, day))).ToList();
        var told = await projection.ProjectAsync(Make.Article(name, text, new DateOnly(2026, 3, 5)), Interlocked.Increment(ref _version), events, Make.Token);
        return told is [var first, ..] ? first.Story : null;
    }

    // The events that the stories say they have.
    private async Task<Dictionary<EventId, StoryId>> ToldAsync()
    {
        var told = new Dictionary<EventId, StoryId>();
        await foreach (var story in _stories.ListAsync(Make.Token).Where(story => story.MergedInto is null))
        {
            Assert.Empty(story.Pending);
            foreach (var known in story.Events.Where(known => known.Mentions.Count > 0))
            {
                told.Add(known.Event, story.Id);
            }
        }

        return told;
    }

    private async Task AssertToldIsWhatStandsAsync()
    {
        var told = await ToldAsync();
        var changed = await _events.ListChangesAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Make.Token).Select(change => change.Event).Distinct().ToListAsync(Make.Token);
        var standing = new Dictionary<EventId, StoryId>();
        foreach (var id in changed)
        {
            if ((await _events.FindAsync(id, Make.Token))?.Value is { WithdrawnAt: null, MergedInto: null } stored)
            {
                standing.Add(id, stored.Story);
            }
        }

        Assert.Equal(told.OrderBy(own => own.Key.Value, StringComparer.Ordinal), standing.OrderBy(own => own.Key.Value, StringComparer.Ordinal));
    }
}
