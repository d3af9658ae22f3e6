using Pipeline.Articles;
using Pipeline.Events;

namespace Pipeline.Tests.Articles;

/// <summary>Whatever comes in whatever order, the newest version of each file is what holds.</summary>
public sealed class ArticleVersionsTests : IDisposable
{
    private readonly Newsroom _room = new();

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task Versions_EightFilesFiveVersionsTwiceShuffledBySixteenWorkers_LeaveTheFifthOfEach()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var deliveries = Enumerable.Range(0, 8 * 5 * 2).Select(i => (File: i % 8, Version: 1 + (i / 8 % 5))).ToArray();
        random.Shuffle(deliveries);
        await Parallel.ForEachAsync(
            deliveries, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Make.Token }, async (delivery, token) =>
            {
                await Task.Yield();
                var at = Make.Dropped.AddMinutes(delivery.Version);
                await _room.Ingest().RunAsync(Make.File($"{delivery.File}.txt", TextOf(delivery.File, delivery.Version), at), token);
            });
        await _room.Sweep().RunAsync(TimeSpan.Zero, Make.Token);

        for (var file = 0; file < 8; file++)
        {
            var head = await _room.HeadAsync($"{file}.txt");
            Assert.True(head is { State: ArticleState.Ingested } && head.LastModified == Make.Dropped.AddMinutes(5), $"Seed {seed}: file {file} is {head}");
            var told = await _room.EventAsync(Assert.Single(head.EventIds));
            Assert.True(told.WithdrawnAt is null && told.Evidence == TextOf(file, 5) && told.Sources.Single().Article == head.Id, $"Seed {seed}: file {file} tells {told}");
        }

        Assert.Equal(8, await LiveEventsAsync());
        Assert.Empty(await _room.Articles.ListOpenAsync(Make.Token).ToListAsync(Make.Token));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public async Task Versions_AnOldWorkerThatStopsAtAnyCallWhileTheNewOneRuns_HasNoLastWord(int call)
    {
        var pause = new PausingGate(call);
        var slow = _room.Ingest(gate: pause).RunAsync(Make.File("a.txt", TextOf(1, 1), Make.Dropped), Make.Token);
        await Task.WhenAny(pause.Reached, slow);
        await _room.Ingest().RunAsync(Make.File("a.txt", TextOf(1, 2), Make.Dropped.AddMinutes(1)), Make.Token);
        pause.GoOn();
        await slow;

        var head = (await _room.HeadAsync("a.txt"))!;
        Assert.Equal((ArticleState.Ingested, Make.Dropped.AddMinutes(1)), (head.State, head.LastModified));
        Assert.Equal(TextOf(1, 2), (await _room.EventAsync(Assert.Single(head.EventIds))).Evidence);
        Assert.Equal(1, await LiveEventsAsync());
        Assert.Single(await _room.MentionsAsync(head.Id));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Sweep_AnOldWorkerThatDiesAfterWritingLate_IsCleanedUpAfter(int call)
    {
        var pause = new PausingGate(call) { Dies = true };
        var slow = _room.Ingest(gate: pause).RunAsync(Make.File("a.txt", TextOf(1, 1), Make.Dropped), Make.Token);
        await Task.WhenAny(pause.Reached, slow);
        await _room.Ingest().RunAsync(Make.File("a.txt", TextOf(1, 2), Make.Dropped.AddMinutes(1)), Make.Token);
        pause.GoOn();
        await Assert.ThrowsAsync<IOException>(() => slow);
        await _room.Sweep().RunAsync(TimeSpan.Zero, Make.Token);

        Assert.Equal(1, await LiveEventsAsync());
        Assert.Empty(await _room.Articles.ListOpenAsync(Make.Token).ToListAsync(Make.Token));
    }

    [Fact]
    public async Task Versions_TwoOfOneSecond_AreOrderedByWhatLiesInTheContainer()
    {
        _room.Files.Put("a.txt", "first"u8.ToArray(), Make.Dropped);
        var first = Assert.IsType<IngestOutcome.Ingested>(await _room.DropAsync("a.txt", TextOf(1, 1)));
        var second = Assert.IsType<IngestOutcome.Ingested>(await _room.DropAsync("a.txt", TextOf(1, 2)));
        Assert.Equal(first.Head.Version + 1, second.Head.Version);

        var late = Make.File("a.txt", TextOf(1, 1), Make.Dropped) with { ETag = "zzz" };
        Assert.IsType<IngestOutcome.Unchanged>(await _room.Ingest().RunAsync(late with { ETag = first.Head.ETag, Content = Content(TextOf(1, 1)) }, Make.Token));
        Assert.Equal(second.Head.Version, (await _room.HeadAsync("a.txt"))!.Version);
    }

    [Fact]
    public async Task Versions_SameBytesWrittenAgain_ChangeNothingButBeatAVersionInBetween()
    {
        await _room.Ingest().RunAsync(Make.File("a.txt", TextOf(1, 1), Make.Dropped), Make.Token);
        var again = Make.File("a.txt", TextOf(1, 1), Make.Dropped.AddMinutes(2)) with { ETag = "again" };
        Assert.IsType<IngestOutcome.Unchanged>(await _room.Ingest().RunAsync(again, Make.Token));
        Assert.IsType<IngestOutcome.Unchanged>(await _room.Ingest().RunAsync(Make.File("a.txt", TextOf(1, 2), Make.Dropped.AddMinutes(1)), Make.Token));

        Assert.Equal(TextOf(1, 1), (await _room.EventAsync((await _room.HeadAsync("a.txt"))!.EventIds.Single())).Evidence);
    }

    [Fact]
    public async Task Versions_SameBytesWithOtherMetadata_AreAChange()
    {
        await _room.Ingest().RunAsync(Make.File("a.txt", TextOf(1, 1), Make.Dropped), Make.Token);
        var dated = Make.File("a.txt", TextOf(1, 1), Make.Dropped.AddMinutes(1)) with
        {
            Metadata = new Dictionary<string, string> { ["title"] = "Un autre titre", ["color"] = "blue" },
        };

        var outcome = Assert.IsType<IngestOutcome.Ingested>(await _room.Ingest().RunAsync(dated, Make.Token));
        Assert.Equal("Un autre titre", outcome.Head.Title);
    }

    [Fact]
    public async Task Remove_AnArticle_WithdrawsItsEventsAndADropBringsThemBackWithoutNews()
    {
        var told = Assert.IsType<IngestOutcome.Ingested>(await _room.DropAsync("a.txt", TextOf(1, 1)));
        var changes = (await _room.EventAsync(told.Head.EventIds.Single())).History;
        await _room.Digests.TrySaveAsync(Issue(changes), version: null, Make.Token);
        _room.Time.Advance(TimeSpan.FromDays(1));

        var removed = await _room.Remove().RunAsync("a.txt", Make.Token);
        Assert.Equal(ArticleState.Removed, removed!.State);
        Assert.Null(await _room.Files.FindAsync("a.txt", Make.Token));
        Assert.NotNull((await _room.EventAsync(told.Head.EventIds.Single())).WithdrawnAt);
        Assert.False(_room.Receipts.Written.ContainsKey("a.txt"));

        var back = Assert.IsType<IngestOutcome.Ingested>(await _room.DropAsync("a.txt", TextOf(1, 1), Make.Dropped.AddHours(1)));
        var revived = await _room.EventAsync(Assert.Single(back.Head.EventIds));
        Assert.Null(revived.WithdrawnAt);
        Assert.Equal(changes.Single(), Assert.Single(revived.History, change => change.Kind == EventChangeKind.New));
        Assert.True(_room.Receipts.Written["a.txt"].IsRead);
    }

    [Fact]
    public async Task Remove_AnEventThatWasTold_IsNotedAsWithdrawnAndItsReturnIsToldToThoseWhoReadSo()
    {
        var told = Assert.IsType<IngestOutcome.Ingested>(await _room.DropAsync("a.txt", TextOf(1, 1)));
        var id = told.Head.EventIds.Single();
        await _room.Digests.TrySaveAsync(Issue((await _room.EventAsync(id)).History), version: null, Make.Token);
        _room.Time.Advance(TimeSpan.FromDays(1));
        await _room.Remove().RunAsync("a.txt", Make.Token);
        await _room.Remove().RunAsync("a.txt", Make.Token);
        var withdrawal = Assert.Single((await _room.EventAsync(id)).History, change => change.Kind == EventChangeKind.Withdrawn);
        Assert.Equal(_room.Time.GetUtcNow(), withdrawal.At);

        await _room.Digests.TrySaveAsync(Issue([withdrawal]) with { Id = new("main", _room.Time.GetUtcNow().AddMinutes(1)) }, version: null, Make.Token);
        _room.Time.Advance(TimeSpan.FromDays(1));
        await _room.DropAsync("a.txt", TextOf(1, 1), Make.Dropped.AddHours(1));

        var back = Assert.Single((await _room.EventAsync(id)).History, change => change.Kind == EventChangeKind.StatusChanged);
        Assert.Equal(("Withdrawn", "Happened"), (back.From, back.To));
    }

    [Fact]
    public async Task Remove_AnEventThatComesBackBeforeItsWithdrawalIsTold_GoesWithoutAWord()
    {
        var told = Assert.IsType<IngestOutcome.Ingested>(await _room.DropAsync("a.txt", TextOf(1, 1)));
        var before = (await _room.EventAsync(told.Head.EventIds.Single())).History;
        await _room.Digests.TrySaveAsync(Issue(before), version: null, Make.Token);
        _room.Time.Advance(TimeSpan.FromDays(1));
        await _room.Remove().RunAsync("a.txt", Make.Token);
        await _room.DropAsync("a.txt", TextOf(1, 1), Make.Dropped.AddHours(1));

        Assert.Equal(before, (await _room.EventAsync(told.Head.EventIds.Single())).History);
    }

    [Fact]
    public async Task Remove_BeforeAnyIssueToldIt_ADropIsNewsAsOfNow()
    {
        await _room.DropAsync("a.txt", TextOf(1, 1));
        await _room.Remove().RunAsync("a.txt", Make.Token);
        _room.Time.Advance(TimeSpan.FromDays(2));
        var back = Assert.IsType<IngestOutcome.Ingested>(await _room.DropAsync("a.txt", TextOf(1, 1), Make.Dropped.AddHours(1)));

        var history = (await _room.EventAsync(Assert.Single(back.Head.EventIds))).History;
        Assert.Equal(_room.Time.GetUtcNow(), Assert.Single(history, change => change.Kind == EventChangeKind.New).At);
    }

    [Fact]
    public async Task Remove_AWorkerThatStillHoldsTheFile_DoesNotBringItBack()
    {
        await _room.DropAsync("a.txt", TextOf(1, 1));
        await _room.Remove().RunAsync("a.txt", Make.Token);

        Assert.IsType<IngestOutcome.Unchanged>(await _room.Ingest().RunAsync(Make.File("a.txt", TextOf(1, 2), Make.Dropped.AddMinutes(1)), Make.Token));
        Assert.Equal(ArticleState.Removed, (await _room.HeadAsync("a.txt"))!.State);
    }

    [Fact]
    public async Task Remove_TheHolderOfAContent_MakesTheDuplicateTheArticle()
    {
        await _room.DropAsync("a.txt", TextOf(1, 1));
        Assert.Equal(ArticleState.Duplicate, Assert.IsType<IngestOutcome.Ingested>(await _room.DropAsync("b.txt", TextOf(1, 1))).Head.State);
        await _room.DropAsync("c.txt", TextOf(1, 1));

        await _room.Remove().RunAsync("a.txt", Make.Token);

        var states = new[] { (await _room.HeadAsync("b.txt"))!, (await _room.HeadAsync("c.txt"))! };
        Assert.Equal([ArticleState.Ingested, ArticleState.Duplicate], states.Select(head => head.State).Order());
        Assert.Equal(1, await LiveEventsAsync());
    }

    [Fact]
    public async Task Remove_TheOnlyTellerOfNewsThatAnotherConfirmed_LeavesItNews()
    {
        await _room.DropAsync("a.txt", TextOf(1, 1));
        var other = Assert.IsType<IngestOutcome.Ingested>(await _room.DropAsync("b.txt", TextOf(1, 1) + " Le maire le confirme."));
        await _room.Remove().RunAsync("a.txt", Make.Token);

        var told = await _room.EventAsync(Assert.Single(other.Head.EventIds));
        Assert.Equal(other.Head.Id, Assert.Single(told.Sources).Article);
        Assert.Contains("Le maire le confirme.", told.Evidence, StringComparison.Ordinal);
        Assert.Contains(told.History, change => change.Kind == EventChangeKind.New && change.Article == other.Head.Id);
    }

    [Fact]
    public async Task Reconcile_VanishedAndMissedFiles_ArePutRight()
    {
        await _room.DropAsync("gone.txt", TextOf(1, 1));
        await _room.DropAsync("there.txt", TextOf(2, 1));
        await _room.Files.DeleteAsync("gone.txt", Make.Token);
        _room.Files.Put("missed.txt", System.Text.Encoding.UTF8.GetBytes(TextOf(3, 1)), Make.Dropped);

        Assert.Equal(new Reconciliation(1, 1), await _room.Reconcile().RunAsync(Make.Token));
        Assert.Equal(new Reconciliation(0, 0), await _room.Reconcile().RunAsync(Make.Token));
        Assert.Equal(ArticleState.Removed, (await _room.HeadAsync("gone.txt"))!.State);
        Assert.Equal(ArticleState.Ingested, (await _room.HeadAsync("missed.txt"))!.State);
    }

    private static MemoryStream Content(string text) => new(System.Text.Encoding.UTF8.GetBytes(text));

    private static string TextOf(int file, int version) => (file % 8, version) switch
    {
        (_, 1) => $"Le conseil municipal de Valmont numéro {Words[file % 8]} a voté le {1 + file} mars 2026 la reconstruction du pont.",
        (_, 2) => $"La préfecture annonce {Words[file % 8]} fermetures de routes de montagne le {9 + file} mars 2026 pour cause de neige.",
        (_, 3) => $"Une exposition de peinture flamande ouvre le {10 + file} mars 2026 au musée {Words[file % 8]} de Castelrive.",
        (_, 4) => $"Le tribunal de commerce examine le {11 + file} mars 2026 la liquidation de l’entreprise {Words[file % 8]}.",
        _ => $"Les pompiers ont éteint le {20 + file} mars 2026 un incendie de forêt près du village de {Words[file % 8]}.",
    };

    private static readonly string[] Words = ["Arvert", "Bellac", "Cognac", "Domme", "Eymet", "Figeac", "Gramat", "Hautefort"];

    private static Pipeline.Digest.DigestIssue Issue(IReadOnlyList<EventChange> changes) => new()
    {
        Id = new Pipeline.Digest.DigestId("main", changes[0].At.AddHours(1)),
        ChangeIds = [.. changes.Select(change => change.Id)],
        ExpiresAt = changes[0].At.AddDays(1),
    };

    // Told, and by themselves: an event may have turned out to be another one on the way.
    private async Task<int> LiveEventsAsync()
    {
        var ids = await _room.Events.ListChangesAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Make.Token).Select(change => change.Event).Distinct().ToListAsync(Make.Token);
        var live = 0;
        foreach (var id in ids)
        {
            live += await _room.EventAsync(id.Value) is { WithdrawnAt: null, MergedInto: null } ? 1 : 0;
        }

        return live;
    }
}
