using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Articles;
using Pipeline.Articles.Reading;
using Pipeline.Events;
using Pipeline.Extraction;
using Pipeline.InMemory;
using Pipeline.Receipts;

namespace Pipeline.Tests.Articles;

/// <summary>All that takes in articles, over stores in memory; a store may be put in another's place.</summary>
internal sealed class Newsroom : IDisposable
{
    private readonly IngestionOptions _options;
    private readonly List<EventProjection> _projections = [];

    public Newsroom(IngestionOptions? options = null)
    {
        _options = options ?? new IngestionOptions();
        Writers = [Receipts];
        Read = new ExtractArticle(Make.Reader(), Make.Default<ReadingOptions>(), Make.Default<NewsroomOptions>(), LanguagePack.Shipped, ByDate).Run;
    }

    public InMemoryArticleStore Articles { get; } = new();

    public InMemoryContentClaims Claims { get; } = new();

    public InMemoryReadAttempts Attempts { get; } = new();

    public InMemoryDroppedFiles Files { get; } = new();

    public InMemoryEventStore Events { get; } = new();

    public InMemoryStoryStore Stories { get; } = new();

    public InMemoryQuarantineStore Quarantine { get; } = new();

    public InMemoryDigestStore Digests { get; } = new();

    public RecordedReceipts Receipts { get; } = new();

    /// <summary>Who tells of files; a test may put others in their place.</summary>
    public IReadOnlyList<IReceiptWriter> Writers { get; set; }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 5, 6, 0, 0, TimeSpan.Zero));

    /// <summary>Reads a file; a test may put a worse reader in its place.</summary>
    public ReadFile Read { get; set; }

    public IngestArticle Ingest(IArticleStore? articles = null, ICallGate? gate = null) => new(
        Reading(), articles ?? Articles, new ArticleVersions(articles ?? Articles, Time), Projection(articles, gate), Quarantine, Files,
        Make.Default<ReadingOptions>(), new ReadingRules("rules"), Time, NullLogger<IngestArticle>.Instance);

    public ArticleProjection Projection(IArticleStore? articles = null, ICallGate? gate = null)
    {
        var told = new ToldChanges(Digests, Make.Default<Pipeline.Digest.DigestOptions>());
        var projection = gate is null
            ? Make.Projection(Events, Stories, Time, told)
            : Make.Projection(new GatedEventStore(Events, gate), new GatedStoryStore(Stories, gate), Time, told);
        lock (_projections)
        {
            _projections.Add(projection);
        }

        var heads = articles ?? Articles;
        return new(heads, new ArticleVersions(heads, Time), Claims, projection, Quarantine, Writers, Time);
    }

    public SweepOutboxes Sweep() =>
        new(Articles, Projection(), Options.Create(_options), Time, NullLogger<SweepOutboxes>.Instance);

    public RemoveArticle Remove() =>
        new(Files, Articles, new ArticleVersions(Articles, Time), Projection(), NullLogger<RemoveArticle>.Instance);

    public IngestDroppedFile IngestByName() => new(Files, Ingest(), NullLogger<IngestDroppedFile>.Instance);

    public ReconcileArticles Reconcile() =>
        new(Files, Articles, IngestByName(), Remove(), Projection(), NullLogger<ReconcileArticles>.Instance);

    /// <summary>Drops a file into the container and takes it in.</summary>
    public Task<IngestOutcome?> DropAsync(string name, string text, DateTimeOffset? at = null) => DropAsync(name, System.Text.Encoding.UTF8.GetBytes(text), at);

    public Task<IngestOutcome?> DropAsync(string name, byte[] bytes, DateTimeOffset? at = null)
    {
        Files.Put(name, bytes, at ?? Make.Dropped);
        return IngestByName().RunAsync(name, isAgain: false, Make.Token);
    }

    public async Task<ArticleHead?> HeadAsync(string name) => (await Articles.FindAsync(ArticleId.FromBlobName(name), Make.Token))?.Value;

    public async Task<StoredEvent> EventAsync(string id) => (await Events.FindAsync(new EventId(id), Make.Token))!.Value;

    /// <summary>The reports that an article makes in all stories.</summary>
    public async Task<IReadOnlyList<EventMention>> MentionsAsync(ArticleId article)
    {
        var mentions = new List<EventMention>();
        foreach (var story in (await Stories.FindPlaceAsync(article, Make.Token)).Stories)
        {
            mentions.AddRange((await Stories.ReadAsync(story, Make.Token)).Mentions.Where(mention => mention.Article == article));
        }

        return mentions;
    }

    public void Dispose() => _projections.ForEach(projection => projection.Dispose());

    public ReadAttempts Reading() => new((file, token) => Read(file, token), Attempts, Options.Create(_options), Time);

    // One event a line that has a date of March.
    private static ExtractionResult ByDate(LanguagePack pack, string text, DocumentTime published) => new(
        [],
        [
            .. Enumerable.Range(1, 31)
                .Where(day => text.Contains($" {day} mars 2026", StringComparison.Ordinal))
                .Select(day => Make.Event(text, $"{day} mars 2026", Make.Day(2026, 3, day))),
        ],
        []);
}
