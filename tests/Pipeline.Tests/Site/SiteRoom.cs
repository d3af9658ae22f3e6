using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Articles;
using Pipeline.Digest;
using Pipeline.Events;
using Pipeline.Extraction;
using Pipeline.InMemory;
using Pipeline.Site;
using Pipeline.Stories;
using Pipeline.Subscribers;
using EventId = Pipeline.Events.EventId;

namespace Pipeline.Tests.Site;

/// <summary>The site as it is composed, over stores in memory and with a clock of the test's own, which begins on 10 March 2026.</summary>
internal sealed class SiteRoom : IDisposable
{
    public const string Base = "https://news.example.org";

    private readonly ServiceProvider _services;

    public SiteRoom(params (string Key, string Value)[] settings)
    {
        var given = settings.Prepend(("Site:BaseUrl", Base)).Select(pair => KeyValuePair.Create(pair.Item1, (string?)pair.Item2));
        _services = new ServiceCollection()
            .AddSingleton<TimeProvider>(Time)
            .AddPipeline(new ConfigurationBuilder().AddInMemoryCollection(given).Build())
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSingleton<IVariantStore, InMemoryVariantStore>()
            .AddSingleton<ITemplateStore, InMemoryTemplateStore>()
            .AddSingleton<IEventStore, InMemoryEventStore>()
            .AddSingleton<IStoryStore, InMemoryStoryStore>()
            .AddSingleton<IDigestStore, InMemoryDigestStore>()
            .BuildServiceProvider();
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 10, 9, 0, 0, TimeSpan.Zero));

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>A public digest in a language, made on a day of 2026.</summary>
    public async Task<DigestVariant> FreezeAsync(
        int month, int day, string subject = "Le pont rouvre", string language = "fr", bool isPublic = true, string? html = null)
    {
        var issue = new DigestId("main", new DateTimeOffset(2026, month, day, 6, 30, 0, TimeSpan.Zero));
        return await Get<IVariantStore>().FreezeAsync(
            new DigestVariant
            {
                Issue = issue,
                Id = new(Identifier.Of(language, issue.ToString(), isPublic ? "" : "own")),
                Language = language,
                Since = issue.CutOff.AddDays(-1),
                Topics = isPublic ? TopicChoice.Everything : new TopicChoice { Followed = ["Valmeuse"] },
                IsPublic = isPublic,
                Subject = subject,
                Preheader = "3 changements.",
                Html = html ?? Mail(subject),
                Text = subject,
                ChangeIds = [],
            },
            Make.Token);
    }

    public static string Mail(string title) =>
        $"""
        <!doctype html><html lang="fr"><head><style>p [color:red]</style><title>x</title></head><body>
        <div style="display:none" aria-hidden="true">hidden line</div>
        <table role="presentation"><tr><td><h1 style="margin:0">{title}</h1>
        <table><tr><td class="day">3 mars</td><td><p>Le pont <a href="https://example.org/pont" style="color:red">rouvre</a>.</p></td></tr></table>
        <p>Vous recevez ce message. <a href="{PersonalMarks.Unsubscribe}">Se désabonner</a> · <a href="{PersonalMarks.Preferences}">Réglages</a></p>
        </td></tr></table></body></html>
        """;

    /// <summary>An event that is stored and indexed.</summary>
    public async Task<StoredEvent> StoreAsync(StoredEvent told)
    {
        var events = Get<IEventStore>();
        var before = await events.FindAsync(told.Id, Make.Token);
        Assert.True(await events.TrySaveAsync(told, before?.Version, Make.Token));
        await events.IndexAsync([told], Make.Token);
        return told;
    }

    /// <summary>A story of events, stored.</summary>
    public async Task<Story> StoreAsync(string name, params StoredEvent[] events)
    {
        foreach (var told in events)
        {
            await StoreAsync(told);
        }

        var story = new Story
        {
            Id = new(Identifier.Of("story", name)),
            Title = name,
            Language = "fr",
            Names = ["Valmeuse"],
            Articles = 2,
            First = new(2026, 3, 1),
            Last = new(2026, 3, 4),
            Events = [.. events.Select(told => new StoryEvent(told.Id, ["mention of " + told.Id]))],
        };
        Assert.True(await Get<IStoryStore>().TrySaveAsync(story, null, Make.Token));
        return story;
    }

    /// <summary>An event told by one article.</summary>
    public static StoredEvent Event(string headline, DateSpan date, EventStatus status = EventStatus.Happened, params EventChange[] history)
    {
        var id = new EventId(Identifier.Of("event", headline, date.ToString()));
        var article = ArticleId.FromBlobName("a.txt");
        return new StoredEvent
        {
            Id = id,
            Date = date,
            Status = status,
            Headline = headline,
            Evidence = $"On apprend que {headline} ce jour-là.",
            DateText = "ce jour-là",
            Language = "fr",
            Story = new(Identifier.Of("story", "Pont")),
            Confidence = 0.9,
            Sources = [new(article, "Le Courrier", new Uri("https://example.org/a"), new DateOnly(2026, 3, 4))],
            History = [new() { Event = id, Kind = EventChangeKind.New, At = new(2026, 3, 4, 8, 0, 0, TimeSpan.Zero), Article = article }, .. history.Select(change => change with { Event = id, Article = article })],
        };
    }

    public static EventChange Change(EventChangeKind kind, string? from = null, string? to = null, int day = 5) => new()
    {
        Event = default,
        Article = default,
        Kind = kind,
        From = from,
        To = to,
        At = new DateTimeOffset(2026, 3, day, 8, 0, 0, TimeSpan.Zero),
    };

    /// <summary>The text of a reply.</summary>
    public static string Text(SiteReply reply) => Encoding.UTF8.GetString(reply.Body.Span);

    /// <summary>A page, after the checks that every page passes.</summary>
    public static IHtmlDocument Page(SiteReply reply, int status = 200)
    {
        Assert.Equal(status, reply.Status);
        Assert.Equal("text/html; charset=utf-8", reply.ContentType);
        Assert.Equal("nosniff", reply.Headers["X-Content-Type-Options"]);
        Assert.Equal("no-referrer", reply.Headers["Referrer-Policy"]);
        var policy = reply.Headers["Content-Security-Policy"];
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);

        var page = new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(Text(reply));
        var style = Assert.Single(page.QuerySelectorAll("style")).TextContent;
        Assert.Contains("sha256-" + Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(style))), policy, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("script,iframe,object,embed,img,form,base,[style],meta[http-equiv]"));
        Assert.DoesNotContain(page.All.SelectMany(element => element.Attributes), attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal));
        Assert.Single(page.QuerySelectorAll("main"));
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.NotEqual("", page.Title);
        Assert.Matches("^[a-z]{2}$", page.DocumentElement.GetAttribute("lang"));
        Assert.All(page.QuerySelectorAll("a[href]"), link => AssertSafe(page, link));
        Assert.All(page.QuerySelectorAll("a,h1,h2,h3,p,li,summary"), element => Assert.NotEqual("", element.TextContent.Trim()));
        var ids = page.QuerySelectorAll("[id]").Select(element => element.Id!).ToList();
        Assert.Equal(ids.Distinct(), ids);
        var levels = page.QuerySelectorAll("main h1,main h2,main h3").Select(heading => heading.LocalName[1] - '0').ToList();
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1, string.Join(' ', levels)));
        return page;
    }

    public void Dispose() => _services.Dispose();

    private static void AssertSafe(IDocument page, IElement link)
    {
        var href = link.GetAttribute("href")!;
        Assert.True(
            href[0] == '#' ? page.GetElementById(href[1..]) is not null : href.StartsWith("https://", StringComparison.Ordinal) || href.StartsWith("http://", StringComparison.Ordinal),
            link.OuterHtml);
    }
}
