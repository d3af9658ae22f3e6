using Pipeline.Articles;
using Pipeline.Articles.Reading;
using Pipeline.Events;
using Pipeline.Quarantine;

namespace Pipeline.Tests.Articles;

public sealed class IngestArticleTests : IDisposable
{
    private const string Text = "Le conseil municipal de Valmont a voté le 3 mars 2026 la reconstruction du pont Saint-Blaise.";
    private const string Changed = "Le conseil municipal de Valmont a refusé le 3 mars 2026 la vente des terrains de la gare.";

    private readonly Newsroom _room = new();

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task Ingest_ANewArticle_StoresItsHeadAndEvents()
    {
        var outcome = Assert.IsType<IngestOutcome.Ingested>(await RunAsync("a.txt", Text));

        Assert.Equal(ArticleState.Ingested, outcome.Head.State);
        Assert.Equal(Assert.Single(outcome.Events).Id.Value, Assert.Single(outcome.Head.EventIds));
        Assert.Equal(outcome.Head, (await _room.Articles.FindAsync(outcome.Head.Id, Make.Token))!.Value);
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
    public async Task Ingest_AChangedArticle_WithdrawsWhatItNoLongerTellsAndGivesItsOldContentBack()
    {
        var before = Assert.IsType<IngestOutcome.Ingested>(await RunAsync("a.txt", Text));
        var changed = Assert.IsType<IngestOutcome.Ingested>(await RunAsync("a.txt", Changed, Make.Dropped.AddHours(1)));
        var other = Assert.IsType<IngestOutcome.Ingested>(await RunAsync("b.txt", Text));

        Assert.NotEqual(Assert.Single(before.Head.EventIds), Assert.Single(changed.Head.EventIds));
        Assert.Equal(ArticleState.Ingested, other.Head.State);
    }

    [Fact]
    public async Task Ingest_ARefusedFile_GoesToQuarantineWithSentencesAndLeavesItWhenMended()
    {
        var refused = Assert.IsType<IngestOutcome.Quarantined>(await RunAsync("a.gif", "GIF89a ..."));
        var entry = Assert.Single(await EntriesAsync());
        Assert.Equal((RejectionCode.UnsupportedType, "unsupported-type"), (refused.Reason.Code, entry.Code));
        Assert.Equal("Les fichiers GIF ne sont pas lus.", entry.Reason["fr"]);
        Assert.Equal("GIF files are not read.", entry.Reason["en"]);
        Assert.IsType<IngestOutcome.Unchanged>(await RunAsync("a.gif", "GIF89a ..."));

        Assert.IsType<IngestOutcome.Ingested>(await RunAsync("a.gif", Text, Make.Dropped.AddHours(1)));
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
        var head = (await _room.Articles.FindAsync(ArticleId.FromBlobName("a.txt"), Make.Token))!.Value;
        Assert.Equal(ArticleState.Ingested, head.State);
        Assert.Single(await ChangesAsync());
    }

    [Fact]
    public async Task Ingest_ACrashAtAnyCall_IsMendedByTheNextDelivery()
    {
        for (var calls = 0; ; calls++)
        {
            using var room = new Newsroom();
            var dying = room.Ingest(new DyingArticleStore(room.Articles, calls), new DyingGate(calls));
            var died = false;
            try
            {
                await dying.RunAsync(Make.File("a.txt", Text), Make.Token);
            }
            catch (IOException)
            {
                died = true;
            }

            await room.Ingest().RunAsync(Make.File("a.txt", Text), Make.Token);

            Assert.Equal(ArticleState.Ingested, (await room.HeadAsync("a.txt"))!.State);
            var id = Assert.Single(await room.Events.FindByDateAsync(Make.Day(2026, 3, 3), 10, Make.Token));
            var stored = (await room.Events.FindAsync(id, Make.Token))!.Value;
            Assert.Single(stored.Sources);
            Assert.Single(stored.History);
            await room.Sweep().RunAsync(TimeSpan.Zero, Make.Token);
            Assert.Empty(await room.Articles.ListOpenAsync(Make.Token).ToListAsync(Make.Token));
            if (!died)
            {
                Assert.True(calls > 3, "The stores were hardly called: the test no longer breaks anything.");
                return;
            }
        }
    }

    private Task<IngestOutcome> RunAsync(string name, string text, DateTimeOffset? at = null) =>
        _room.Ingest().RunAsync(Make.File(name, text, at), Make.Token);

    private async Task<List<EventChange>> ChangesAsync()
    {
        var changes = new List<EventChange>();
        await foreach (var change in _room.Events.ListChangesAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Make.Token))
        {
            changes.Add(change);
        }

        return changes;
    }

    private async Task<List<QuarantineEntry>> EntriesAsync()
    {
        var entries = new List<QuarantineEntry>();
        await foreach (var entry in _room.Quarantine.ListAsync(Make.Token))
        {
            entries.Add(entry);
        }

        return entries;
    }
}
