using Pipeline.Articles;
using Pipeline.Articles.Reading;

namespace Pipeline.Tests.Articles;

/// <summary>Files that stop, hold or break their reader end in quarantine, and others flow on.</summary>
public sealed class ReadAttemptsTests : IDisposable
{
    private const string Text = "Le conseil municipal de Valmont a voté le 3 mars 2026 la reconstruction du pont Saint-Blaise.";
    private readonly Newsroom _room = new();

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task Read_AFileThatKilledItsProcessTwice_IsRefusedUnreadAtTheThirdTry()
    {
        await KilledAsync("a.txt", "dead", "dead too");
        _room.Read = (_, _) => throw new InvalidOperationException("The file is read again.");

        var refused = Assert.IsType<IngestOutcome.Quarantined>(await _room.Ingest().RunAsync(Make.File("a.txt", Text), Make.Token));
        Assert.Equal(new Rejection(RejectionCode.StopsReader, "2"), refused.Reason);
        var entry = await _room.Quarantine.FindAsync(refused.Head.Id, Make.Token);
        Assert.Equal(("stops-reader", 3), (entry!.Code, entry.Attempts));
        Assert.Equal(RejectionCode.StopsReader, _room.Receipts.Written["a.txt"].Reason!.Code);
    }

    [Fact]
    public async Task Read_AFileThatKilledItsProcessOnce_IsReadAndForgotten()
    {
        await KilledAsync("a.txt", "dead");
        var read = Assert.IsType<IngestOutcome.Ingested>(await _room.Ingest().RunAsync(Make.File("a.txt", Text), Make.Token));
        Assert.Equal(2, read.Head.Attempts);
        Assert.Null(await _room.Attempts.FindAsync(read.Head.Id, HashOf("a.txt"), Make.Token));
    }

    [Fact]
    public async Task Read_AReaderThatThrows_CountsAsATryAndOthersFlowOn()
    {
        var good = _room.Read;
        _room.Read = (file, token) => file.Name == "bad.txt" ? throw new InvalidOperationException("A bug.") : good(file, token);
        for (var tries = 1; tries < 3; tries++)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => _room.Ingest().RunAsync(Make.File("bad.txt", Text), Make.Token));
        }

        Assert.IsType<IngestOutcome.Quarantined>(await _room.Ingest().RunAsync(Make.File("bad.txt", Text), Make.Token));
        Assert.IsType<IngestOutcome.Ingested>(await _room.Ingest().RunAsync(Make.File("good.txt", Text), Make.Token));

        _room.Read = good;
        _room.Files.Put("bad.txt", System.Text.Encoding.UTF8.GetBytes(Text + " Fin."), Make.Dropped.AddHours(1));
        var retry = new RetryArticle(_room.Articles, _room.IngestByName());
        Assert.IsType<IngestOutcome.Ingested>(await retry.RunAsync(ArticleId.FromBlobName("bad.txt"), Make.Token));
        Assert.Null(await _room.Quarantine.FindAsync(ArticleId.FromBlobName("bad.txt"), Make.Token));
    }

    [Fact]
    public async Task Retry_ARefusedFileThatIsTheSame_IsReadAgainAndLeavesTheQuarantine()
    {
        var good = _room.Read;
        _room.Read = (_, _) => new ExtractOutcome.Refused(new Rejection(RejectionCode.Damaged));
        Assert.IsType<IngestOutcome.Quarantined>(await _room.DropAsync("a.txt", Text));
        _room.Read = good;
        Assert.IsType<IngestOutcome.Unchanged>(await _room.IngestByName().RunAsync("a.txt", isAgain: false, Make.Token));

        var retry = new RetryArticle(_room.Articles, _room.IngestByName());
        Assert.IsType<IngestOutcome.Ingested>(await retry.RunAsync(ArticleId.FromBlobName("a.txt"), Make.Token));
        Assert.Null(await _room.Quarantine.FindAsync(ArticleId.FromBlobName("a.txt"), Make.Token));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Read_LongerThanItsBudget_IsRefusedWhetherTheReaderHeedsTheTokenOrNot(bool heeds)
    {
        using var room = new Newsroom(new IngestionOptions { ReadBudget = TimeSpan.FromSeconds(2) });
        using var began = new ManualResetEventSlim();
        using var end = new ManualResetEventSlim();
        room.Read = (_, token) =>
        {
            began.Set();
            end.Wait(heeds ? token : CancellationToken.None);
            return new ExtractOutcome.Refused(new Rejection(RejectionCode.Empty));
        };
        var ingest = room.Ingest().RunAsync(Make.File("a.txt", Text), Make.Token);
        await Task.Run(() => began.Wait(Make.Token), Make.Token);
        room.Time.Advance(TimeSpan.FromSeconds(2));
        if (!heeds)
        {
            room.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var refused = Assert.IsType<IngestOutcome.Quarantined>(await ingest);
        end.Set();
        Assert.Equal(new Rejection(RejectionCode.TooSlow, "2"), refused.Reason);
    }

    [Fact]
    public async Task Read_FilesThatWereThereWhenAProcessDied_AreReadOneAtATime()
    {
        var good = _room.Read;
        var reading = 0;
        var most = 0;
        _room.Read = (file, token) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref reading));
            token.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(20));
            Interlocked.Decrement(ref reading);
            return good(file, token);
        };
        var names = Enumerable.Range(0, 6).Select(i => $"{i}.txt").ToList();
        foreach (var name in names)
        {
            await KilledAsync(name, "dead");
        }

        var ingest = _room.Ingest();
        await Task.WhenAll(names.Select(name => ingest.RunAsync(Make.File(name, Text), Make.Token)));
        Assert.Equal(1, most);
    }

    [Theory]
    [InlineData("a.txt", false)]
    [InlineData("2026/été à Valmont, n° 3 (fin).docx", false)]
    [InlineData("日本/記事.txt", false)]
    [InlineData("../articles/x.txt", true)]
    [InlineData("a/./b.txt", true)]
    [InlineData("a\\b.txt", true)]
    [InlineData("a\u0007.txt", true)]
    [InlineData("a\u202Etxt.exe", true)]
    [InlineData("a\u200B.txt", true)]
    [InlineData("😀.txt", true)]
    [InlineData("name.", true)]
    [InlineData("a//b.txt", true)]
    public async Task Ingest_AName_IsWarnedOfWhereItIsOdd(string name, bool isOdd)
    {
        var outcome = Assert.IsType<IngestOutcome.Ingested>(await _room.Ingest().RunAsync(Make.File(name, Text), Make.Token));
        Assert.Equal(isOdd, outcome.Head.Warnings.Contains("odd-name"));
    }

    [Fact]
    public async Task Ingest_ANameOfAThousandCharacters_IsTakenAndWarnedOf()
    {
        var outcome = Assert.IsType<IngestOutcome.Ingested>(await _room.Ingest().RunAsync(Make.File(new string('a', 1_024), Text), Make.Token));
        Assert.Contains("odd-name", outcome.Head.Warnings);
    }

    // As a process of this machine leaves it that died while it read: no such process id is running.
    private Task<bool> KilledAsync(string name, params string[] processes) => _room.Attempts.TrySaveAsync(
        ArticleId.FromBlobName(name), HashOf(name),
        [.. processes.Select(word => new ReadAttempt($"{Environment.MachineName}|{int.MaxValue}|{word}", _room.Time.GetUtcNow()))], null, Make.Token);

    private static string HashOf(string name) => Identifier.Of(Make.Raw(name, System.Text.Encoding.UTF8.GetBytes(Text)).Hash);
}
