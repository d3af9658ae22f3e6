using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Pipeline.Articles;
using Pipeline.Articles.Reading;
using Pipeline.Digest;
using Pipeline.Events;
using Pipeline.Extraction;
using Pipeline.InMemory;
using Pipeline.Site;
using Pipeline.Stories;

namespace Pipeline.Tests;

/// <summary>Builds the objects that most tests begin with.</summary>
internal static class Make
{
    public static readonly DateTimeOffset Dropped = new(2026, 3, 5, 9, 0, 0, TimeSpan.Zero);

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static IOptions<T> Default<T>()
        where T : class, new() => Options.Create(new T());

    public static ArticleReader Reader(ReadingOptions? options = null) => new(Options.Create(options ?? new ReadingOptions()), Default<NewsroomOptions>());

    public static RawFile Raw(string name, byte[] bytes, params (string Key, string Value)[] metadata) => new()
    {
        Name = name,
        Bytes = bytes,
        LastModified = Dropped,
        Metadata = metadata.ToDictionary(pair => pair.Key, pair => pair.Value),
    };

    public static DroppedFile File(string name, string text, DateTimeOffset? at = null) =>
        new() { Name = name, Content = new MemoryStream(Encoding.UTF8.GetBytes(text)), LastModified = at ?? Dropped, ETag = Identifier.Of("etag", text) };

    public static EventMention Mention(string language, string evidence, string dateText) => new()
    {
        Id = "m",
        Article = new ArticleId("a"),
        Version = 1,
        Language = language,
        Published = new DateOnly(2026, 3, 4),
        Date = DateSpan.Day(new DateOnly(2026, 3, 3)),
        Status = EventStatus.Happened,
        Evidence = evidence,
        Span = new TextSpan(0, evidence.Length),
        DateText = dateText,
        Headline = evidence,
        Confidence = 0.9,
    };

    public static ReadOutcome Read(string text, params (string Key, string Value)[] metadata) =>
        Reader().Read(Raw("a.txt", Encoding.UTF8.GetBytes(text), metadata), TestContext.Current.CancellationToken);

    public static ParsedArticle Parsed(string text, params (string Key, string Value)[] metadata) =>
        Assert.IsType<ReadOutcome.Read>(Read(text, metadata)).Article;

    public static Article Article(string name, string text, DateOnly published, string? source = null) => new()
    {
        Id = ArticleId.FromBlobName(name),
        FileName = name,
        ContentHash = Identifier.Of("content", text),
        Text = text,
        Language = "fr",
        Published = published,
        PublishedFrom = MetadataSource.FrontMatter,
        PublishedConfidence = PublicationConfidence.OneSource,
        SourceName = source ?? name,
        SourceUrl = new Uri("https://example.org/" + name),
    };

    /// <summary>An event whose evidence is the sentence of <paramref name="text"/> that holds <paramref name="dateText"/>.</summary>
    public static DatedEvent Event(string text, string dateText, DateSpan date, EventStatus status = EventStatus.Happened)
    {
        var at = text.IndexOf(dateText, StringComparison.Ordinal);
        var start = text.LastIndexOf('\n', at) + 1;
        var end = text.IndexOf('\n', at) is var line && line < 0 ? text.Length : line;
        var sentence = text[start..end];
        return new DatedEvent
        {
            Date = date,
            Status = status,
            Evidence = new TextSpan(start, end),
            DateText = new TextSpan(at, at + dateText.Length),
            Headline = sentence[..Math.Min(120, sentence.Length)].TrimEnd('.'),
            Confidence = 0.9,
        };
    }

    public static ToldChanges NothingTold => new(new InMemoryDigestStore(), Default<DigestOptions>());

    public static SiteLinks Site(string address = "https://news.example") => new(Options.Create(new SiteOptions { BaseUrl = address }));

    public static Preflight Preflight => new(Default<DigestOptions>());

    public static DigestTemplates Templates(ITemplateStore? store = null, TimeProvider? time = null, ILogger<DigestTemplates>? logger = null) => new(
        store ?? new InMemoryTemplateStore(), Default<NewsroomOptions>(), Site(), Preflight, time ?? TimeProvider.System, logger ?? NullLogger<DigestTemplates>.Instance);

    public static Renderer Renderer(NewsroomOptions? newsroom = null, DigestTemplates? templates = null) =>
        new(Options.Create(newsroom ?? new NewsroomOptions()), Default<DigestOptions>(), Site(), templates ?? Templates());

    public static EventProjection Projection(IEventStore events, IStoryStore stories, TimeProvider time, ToldChanges? told = null) => new(
        stories,
        events,
        new StoryFinder(stories, Default<MergingOptions>()),
        Update(events, stories, time, told));

    public static StoryUpdate Update(IEventStore events, IStoryStore stories, TimeProvider time, ToldChanges? told = null) =>
        new(stories, events, told ?? NothingTold, Default<MergingOptions>(), time, NullLogger<StoryUpdate>.Instance);

    public static DateSpan Day(int year, int month, int day) => DateSpan.Day(new DateOnly(year, month, day));
}
