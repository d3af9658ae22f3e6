using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Articles;
using Pipeline.Articles.Reading;
using Pipeline.Events;
using Pipeline.Extraction;
using Pipeline.InMemory;
using Pipeline.Quarantine;

namespace Pipeline.Tests.Articles;

public sealed class IngestArticleTests : IDisposable
{
    private const string Text = "Le conseil municipal de Valmont a voté le 3 mars 2026 la reconstruction du pont Saint-Blaise.";
    private const string Changed = "Le conseil municipal de Valmont a refusé le 3 mars 2026 la vente des terrains de la gare.";

    private readonly InMemoryArticleStore _articles = new();
    private readonly InMemoryEventStore _events = new();
    private readonly InMemoryQuarantineStore _quarantine = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 5, 6, 0, 0, TimeSpan.Zero));
    private readonly EventMerger _merger;

    public IngestArticleTests() => _merger = Make.Merger(_events, _time);

    public void Dispose() => _merger.Dispose();

    [Fact]
    public async Task Ingest_ANewArticle_StoresItsHeadAndEvents()
    {
        var outcome = Assert.IsType<IngestOutcome.Ingested>(await RunAsync("a.txt", Text));

        Assert.Equal(ArticleState.Ingested, outcome.Head.State);
        Assert.Equal(Assert.Single(outcome.Events).Id.Value, Assert.Single(outcome.Head.EventIds));
        Assert.Equal(outcome.Head, (await _articles.FindAsync(outcome.Head.Id, Make.Token))!.Value);
    }

    [Fact]
    public async Task Ingest_TheSameFileAgain_IsUnchanged()
    {
        await RunAsync("a.txt", Text);

        Assert.IsType<IngestOutcome.Unchanged>(await RunAsync("a.txt", Text));
        Assert.Single(await ChangesAsync());
    }

    [Fact]
    public async Task Ingest_TheSameContentUnderAnotherName_IsADuplicateWithoutEvents()
    {
        var first = await RunAsync("a.txt", Text);
        var second = Assert.IsType<IngestOutcome.Ingested>(await RunAsync("b.txt", Text + "\r\n"));

        Assert.Equal(ArticleState.Duplicate, second.Head.State);
        Assert.Equal(Assert.IsType<IngestOutcome.Ingested>(first).Head.Id, second.Head.DuplicateOf);
        Assert.Empty(second.Events);
        Assert.Single(await ChangesAsync());
    }

    [Fact]
    public async Task Ingest_AnOlderVersion_NeverReplacesANewerOne()
    {
        await RunAsync("a.txt", Changed, Make.Dropped.AddHours(1));

        var late = Assert.IsType<IngestOutcome.Unchanged>(await RunAsync("a.txt", Text));
        Assert.Equal(Make.Dropped.AddHours(1), late.Head.LastModified);
    }

    [Fact]
    public async Task Ingest_AChangedArticle_AddsItsEventsAndGivesItsOldContentBack()
    {
        await RunAsync("a.txt", Text);
        var changed = Assert.IsType<IngestOutcome.Ingested>(await RunAsync("a.txt", Changed, Make.Dropped.AddHours(1)));
        var other = Assert.IsType<IngestOutcome.Ingested>(await RunAsync("b.txt", Text));

        Assert.Equal(2, changed.Head.EventIds.Count);
        Assert.Equal(ArticleState.Ingested, other.Head.State);
    }

    [Fact]
    public async Task Ingest_ARefusedFile_GoesToQuarantineWithSentencesAndLeavesItWhenMended()
    {
        var refused = Assert.IsType<IngestOutcome.Quarantined>(await RunAsync("a.txt", "GIF89a ..."));
        var entry = Assert.Single(await EntriesAsync());
        Assert.Equal((RejectionCode.UnsupportedType, "unsupported-type"), (refused.Reason.Code, entry.Code));
        Assert.Equal("Les fichiers GIF ne sont pas lus.", entry.Reason["fr"]);
        Assert.Equal("GIF files are not read.", entry.Reason["en"]);
        Assert.IsType<IngestOutcome.Unchanged>(await RunAsync("a.txt", "GIF89a ..."));

        Assert.IsType<IngestOutcome.Ingested>(await RunAsync("a.txt", Text, Make.Dropped.AddHours(1)));
        Assert.Empty(await EntriesAsync());
    }

    [Theory]
    [InlineData("dossier/été à Valmont.txt")]
    [InlineData("../articles/../x.txt")]
    [InlineData("😀 a\\b?c#d.txt")]
    public async Task Ingest_AnOddName_IsTakenByItsId(string name)
    {
        var outcome = Assert.IsType<IngestOutcome.Ingested>(await RunAsync(name, Text));

        Assert.Equal(name, outcome.Head.FileName);
        Assert.Matches("^[a-z2-7]{26}$", outcome.Head.Id.Value);
    }

    [Fact]
    public async Task Ingest_DeliveriesInParallel_LeaveOneHeadAndOneSetOfEvents()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => RunAsync("a.txt", Text))));

        Assert.Contains(outcomes, outcome => outcome is IngestOutcome.Ingested);
        var head = (await _articles.FindAsync(ArticleId.FromBlobName("a.txt"), Make.Token))!.Value;
        Assert.Equal(ArticleState.Ingested, head.State);
        Assert.Single(await ChangesAsync());
    }

    [Fact]
    public async Task Ingest_ACrashAtAnyCall_IsMendedByTheNextDelivery()
    {
        for (var calls = 0; ; calls++)
        {
            var articles = new InMemoryArticleStore();
            var events = new InMemoryEventStore();
            using var merger = Make.Merger(new DyingEventStore(events, calls), _time);
            var dying = Ingest(merger, new DyingArticleStore(articles, calls));
            var died = false;
            try
            {
                await dying.RunAsync(Make.File("a.txt", Text), Make.Token);
            }
            catch (IOException)
            {
                died = true;
            }

            using var healthy = Make.Merger(events, _time);
            await Ingest(healthy, articles).RunAsync(Make.File("a.txt", Text), Make.Token);

            Assert.Equal(ArticleState.Ingested, (await articles.FindAsync(ArticleId.FromBlobName("a.txt"), Make.Token))!.Value.State);
            var id = Assert.Single(await events.FindByDateAsync(Make.Day(2026, 3, 3), 10, Make.Token));
            var stored = (await events.FindAsync(id, Make.Token))!.Value;
            Assert.Single(stored.Sources);
            Assert.Single(stored.History);
            if (!died)
            {
                Assert.True(calls > 3, "The stores were hardly called: the test no longer breaks anything.");
                return;
            }
        }
    }

    private Task<IngestOutcome> RunAsync(string name, string text, DateTimeOffset? at = null) =>
        Ingest(_merger, _articles).RunAsync(Make.File(name, text, at), Make.Token);

    private IngestArticle Ingest(EventMerger merger, IArticleStore articles) => new(
        new ExtractArticle(Make.Reader(), Make.Default<ReadingOptions>(), Make.Default<NewsroomOptions>(), LanguagePack.Shipped, OneEvent),
        merger, articles, _quarantine, Make.Default<ReadingOptions>(), _time, NullLogger<IngestArticle>.Instance);

    private static ExtractionResult OneEvent(LanguagePack pack, string text, DocumentTime published) =>
        new([], [Make.Event(text, "3 mars 2026", Make.Day(2026, 3, 3))], []);

    private async Task<List<EventChange>> ChangesAsync()
    {
        var changes = new List<EventChange>();
        await foreach (var change in _events.ListChangesAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Make.Token))
        {
            changes.Add(change);
        }

        return changes;
    }

    private async Task<List<QuarantineEntry>> EntriesAsync()
    {
        var entries = new List<QuarantineEntry>();
        await foreach (var entry in _quarantine.ListAsync(Make.Token))
        {
            entries.Add(entry);
        }

        return entries;
    }
}
