using Microsoft.Extensions.Options;
using Pipeline.Articles;
using Pipeline.Digest;
using Pipeline.Events;
using Pipeline.Extraction;
using Pipeline.InMemory;
using Pipeline.Stories;

namespace Pipeline.Tests.Digest;

public sealed class ComposeDigestTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 5, 6, 0, 0, TimeSpan.Zero);

    private readonly InMemoryEventStore _events = new();
    private readonly InMemoryArticleStore _articles = new();
    private readonly DigestOptions _options = new();

    [Fact]
    public async Task Compose_TwoMatters_AreTwoDossiersByNumberOfVoices()
    {
        await ArticleAsync("quiet", "Le marché de Valmont change de place", new(2026, 3, 5));
        await ArticleAsync("flood", "La Sorle déborde", new(2026, 3, 4));
        await EventAsync("market", "Le marché quitte la place", Make.Day(2026, 3, 9), ["quiet"]);
        await EventAsync("market-too", "Le marché revient", Make.Day(2026, 3, 20), ["quiet"]);
        await EventAsync("flooded", "La Sorle déborde à Valmont", Make.Day(2026, 3, 3), ["flood", "other"]);
        await EventAsync("closed", "Le pont ferme", Make.Day(2026, 3, 4), ["flood"]);

        var model = await ComposeAsync();

        Assert.Equal("flooded", model.Lead.Event.Id.Value);
        Assert.Equal(["La Sorle déborde", "Le marché de Valmont change de place"], model.Dossiers.Select(dossier => dossier.Title));
        Assert.Equal(["closed"], Told(model.Dossiers[0]));
        Assert.Null(model.Dossiers[0].Source);
        Assert.Equal("quiet", model.Dossiers[1].Source!.Name);
    }

    [Fact]
    public async Task Compose_TooManyEvents_KeepsTheWeightiestInTheOrderOfTheirDates()
    {
        _options.MaxEventsPerDossier = 4;
        await ArticleAsync("a", "Le dossier", new(2026, 3, 4));
        await EventAsync("lead", "Le conseil a voté", Make.Day(2026, 3, 3), ["a", "b"]);
        await EventAsync("month", "Les travaux commencent", DateSpan.Month(2026, 5), ["a"]);
        await EventAsync("late", "Le pont rouvre", Make.Day(2026, 3, 9), ["a"], position: 900);
        await EventAsync("early", "Le pont a fermé", Make.Day(2026, 3, 2), ["a"], position: 100);
        await EventAsync("off", "Le bal est annulé", Make.Day(2026, 3, 21), ["a"], EventStatus.Cancelled, position: 2000);
        await EventAsync("middle", "La circulation est coupée", Make.Day(2026, 3, 4), ["a"], position: 500);

        var dossier = Assert.Single((await ComposeAsync()).Dossiers);

        Assert.Equal(["early", "middle", "off"], Told(dossier));
        Assert.Equal(2, dossier.Omitted);
    }

    [Fact]
    public async Task Compose_AWithdrawnEvent_IsNotedBesideNewsAndAloneMakesNoIssue()
    {
        await EventAsync("gone", "Le pont a rouvert", Make.Day(2026, 3, 1), ["a"], kind: EventChangeKind.Withdrawn, withdrawnAt: At.AddHours(-1));
        Assert.Null(await TryComposeAsync());

        await EventAsync("news", "Le conseil a voté", Make.Day(2026, 3, 3), ["b"]);
        var model = await ComposeAsync();

        Assert.Equal("gone", Assert.Single(model.Withdrawn).Id.Value);
        Assert.Equal(["news"], model.News.Select(item => item.Event.Id.Value));
        Assert.Equal(2, model.ChangeIds.Count);
    }

    [Fact]
    public async Task Compose_AChangedFigure_IsAChange()
    {
        await EventAsync("count", "Une explosion a fait 12 blessés", Make.Day(2026, 3, 3), ["a"], kind: EventChangeKind.FigureChanged);

        var item = Assert.Single((await ComposeAsync()).News);

        Assert.True(item.IsRecounted);
        Assert.False(item.IsUpdated);
    }

    [Fact]
    public async Task Compose_AFollowedName_WeighsMoreAndThePartsAreKept()
    {
        _options.Followed = "Saint-Blaise, Orféa";
        await EventAsync("plain", "Le conseil a voté", Make.Day(2026, 3, 3), ["a"]);
        await EventAsync("followed", "Le pont Saint-Blaise a fermé", Make.Day(2026, 3, 3), ["a"], names: ["saint", "blaise"]);

        var news = (await ComposeAsync()).News.ToDictionary(item => item.Event.Id.Value, item => item.Salience);

        Assert.Equal((0, 0.15), (news["plain"].Followed, news["followed"].Followed));
        Assert.Equal(news["plain"].Sum + 0.15, news["followed"].Sum, 3);
        Assert.Equal(0.35 * 1 / Math.Log2(9), news["plain"].Sources, 3);
        Assert.Equal((0.0312, 0.15, 0.09, 1), (news["plain"].Mentions, news["plain"].Position, news["plain"].Certainty, news["plain"].Freshness));
    }

    [Fact]
    public async Task Compose_TooManyDossiers_CountsWhatIsLeftOut()
    {
        _options.MaxDossiers = 1;
        await EventAsync("one", "Le conseil a voté", Make.Day(2026, 3, 3), ["a", "b"]);
        await EventAsync("two", "Un entrepôt a brûlé", Make.Day(2026, 3, 3), ["c"]);
        await EventAsync("three", "Le feu est éteint", Make.Day(2026, 3, 4), ["c"]);

        var model = await ComposeAsync();

        Assert.Single(model.Dossiers);
        Assert.Equal((1, 2, 3), (model.OmittedDossiers, model.OmittedEvents, model.NewCount));
    }

    [Fact]
    public async Task Compose_AChangeAgainstAFresherFact_LeadsWithTheChange()
    {
        await EventAsync("fresh", "Le musée ouvre une salle", Make.Day(2026, 3, 5), ["z"]);
        await EventAsync("off", "Le concert est annulé", Make.Day(2026, 3, 21), ["a"], EventStatus.Cancelled);

        Assert.Equal("off", (await ComposeAsync()).Lead.Event.Id.Value);
    }

    [Fact]
    public async Task Compose_APlanForADayGoneBy_DoesNotLead()
    {
        await EventAsync("plan", "La ligne ouvrira", Make.Day(2026, 3, 2), ["a", "b"], EventStatus.Planned);
        await EventAsync("fact", "La ligne a ouvert", Make.Day(2026, 3, 3), ["c"]);

        Assert.Equal("fact", (await ComposeAsync()).Lead.Event.Id.Value);
    }

    [Fact]
    public async Task Compose_ASourceWithoutName_IsCalledByItsFileUnderItsTitle()
    {
        await ArticleAsync("note.txt", "Le pont ferme", new(2026, 3, 4), hasName: false);
        await EventAsync("one", "Le pont a fermé", Make.Day(2026, 3, 3), ["note.txt"], sourceName: "Le pont ferme");

        var dossier = Assert.Single((await ComposeAsync()).Dossiers);

        Assert.Equal(("Le pont ferme", "note.txt"), (dossier.Title, dossier.Source!.Name));
    }

    [Fact]
    public async Task Compose_AnOldFactThatIsAFragment_IsNotRecalled()
    {
        await EventAsync("new", "Le pont a fermé", Make.Day(2026, 3, 3), ["a"]);
        await EventAsync("whole", "Le pont a ouvert", DateSpan.Year(1954), ["a"], kind: EventChangeKind.Background);
        await EventAsync("fragment", "Ont été suspendues", DateSpan.Year(2021), ["a"], kind: EventChangeKind.Background, evidence: ", ont été suspendues.");

        Assert.Equal(["whole"], (await ComposeAsync()).Context.Select(item => item.Event.Id.Value));
    }

    [Fact]
    public async Task Compose_AMonthThatHasBegun_IsNoDateToCome()
    {
        await EventAsync("begun", "Les abonnements sont prolongés", DateSpan.Month(2026, 3), ["a"], EventStatus.Planned);
        await EventAsync("ahead", "Le conseil votera", Make.Day(2026, 3, 20), ["a"], EventStatus.Planned);

        Assert.Equal(["ahead"], (await ComposeAsync()).Upcoming.Select(found => found.Id.Value));
    }

    private static IEnumerable<string> Told(DigestDossier dossier) => dossier.Items.Select(item => item.Event.Id.Value);

    private async Task<DigestModel> ComposeAsync() => (await TryComposeAsync())!;

    private async Task<DigestModel?> TryComposeAsync()
    {
        var options = Options.Create(_options);
        var window = new DigestWindow(At.AddDays(-1), At, null, new HashSet<string>());
        return await new ComposeDigest(_events, new DossierComposer(_articles, options), options).RunAsync(window, Make.Token);
    }

    private async Task ArticleAsync(string name, string title, DateOnly published, bool hasName = true) => Assert.True(await _articles.TrySaveAsync(
        new ArticleHead
        {
            Id = ArticleId.FromBlobName(name),
            FileName = name,
            FileHash = name,
            LastModified = At,
            State = ArticleState.Ingested,
            Title = title,
            Language = "fr",
            Published = published,
            SourceName = hasName ? name : null,
            At = At,
        },
        null,
        Make.Token));

    private async Task EventAsync(
        string id, string headline, DateSpan date, string[] articles, EventStatus status = EventStatus.Happened, int position = 0,
        string? sourceName = null, EventChangeKind kind = EventChangeKind.New, string? evidence = null,
        DateTimeOffset? withdrawnAt = null, string[]? names = null)
    {
        var published = new DateOnly(2026, 3, 4);
        var first = ArticleId.FromBlobName(articles[0]);
        var stored = new StoredEvent
        {
            Id = new EventId(id),
            Date = date,
            Status = status,
            Headline = headline,
            Evidence = evidence ?? headline + ".",
            DateText = "",
            Language = "fr",
            Confidence = 0.9,
            Story = new StoryId(articles[0]),
            WithdrawnAt = withdrawnAt,
            Names = names ?? [],
            Sources =
            [
                .. articles.Select(name =>
                    new EventSource(ArticleId.FromBlobName(name), sourceName ?? name, null, name == "z" ? published.AddDays(1) : published) { Position = position }),
            ],
            History = [new EventChange { Event = new EventId(id), Kind = kind, At = At.AddHours(-1), Article = first }],
        };
        Assert.True(await _events.TrySaveAsync(stored, null, Make.Token));
        await _events.IndexAsync([stored], Make.Token);
    }
}
