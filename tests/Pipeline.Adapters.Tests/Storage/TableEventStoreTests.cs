using Pipeline.Articles;
using Pipeline.Events;
using Pipeline.Extraction;

namespace Pipeline.Adapters.Tests.Storage;

public sealed class TableEventStoreTests(StorageFixture storage)
{
    private readonly IEventStore _store = storage.Get<IEventStore>();
    private readonly EventId _id = new(StorageFixture.NewId());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TrySave_NewEvent_ComesBackEqual()
    {
        var stored = Examples.Event(
            "2026-03-05",
            Examples.Change(_id, Examples.At),
            Examples.Change(_id, Examples.At.AddTicks(1), EventChangeKind.DateChanged, "2026-03-04", "2026-03-05"));
        Assert.Null(await _store.FindAsync(_id, Token));
        Assert.True(await _store.TrySaveAsync(stored, version: null, Token));
        Assert.Equivalent(stored, (await _store.FindAsync(_id, Token))?.Value, strict: true);
    }

    [Fact]
    public async Task TrySave_OutdatedVersion_IsFalseAndLeavesTheIndexAlone()
    {
        var stored = Examples.Event("1911-01-01", Examples.Change(_id, Examples.At));
        await _store.TrySaveAsync(stored, version: null, Token);
        var read = await _store.FindAsync(_id, Token);
        Assert.True(await _store.TrySaveAsync(stored, read!.Version, Token));

        Assert.False(await _store.TrySaveAsync(stored with { Date = DateSpan.Parse("1911-01-02") }, read.Version, Token));
        Assert.False(await _store.TrySaveAsync(stored with { Date = DateSpan.Parse("1911-01-02") }, version: null, Token));
        Assert.Empty(await _store.FindByDateAsync(DateSpan.Parse("1911-01-02"), 10, Token));
    }

    [Fact]
    public async Task FindByDate_DateMoved_FindsItUnderEachDateThatItHad()
    {
        var stored = Examples.Event(
            "1912-03-09",
            Examples.Change(_id, Examples.At),
            Examples.Change(_id, Examples.At.AddHours(1), EventChangeKind.DateChanged, "1912-03", "1912-03-08"),
            Examples.Change(_id, Examples.At.AddHours(2), EventChangeKind.StatusChanged, "Planned", "Cancelled"),
            Examples.Change(_id, Examples.At.AddHours(3), EventChangeKind.DateChanged, "1912-03-08", "1912-03-09"));
        await _store.IndexAsync([stored], Token);

        foreach (var date in new[] { "1912-03", "1912-03-08", "1912-03-09" })
        {
            Assert.Equal([_id], await _store.FindByDateAsync(DateSpan.Parse(date), 10, Token));
        }

        foreach (var date in new[] { "1912", "1912-03-07", "1912-03-08/1912-03-09" })
        {
            Assert.Empty(await _store.FindByDateAsync(DateSpan.Parse(date), 10, Token));
        }
    }

    [Fact]
    public async Task FindByDate_MoreThanTheLimit_StopsThere()
    {
        for (var i = 0; i < 5; i++)
        {
            await _store.IndexAsync([Examples.Event("1913-01-01/1913-01-03")], Token);
        }

        Assert.Equal(3, (await _store.FindByDateAsync(DateSpan.Parse("1913-01-01/1913-01-03"), 3, Token)).Count);
        Assert.Equal(5, (await _store.FindByDateAsync(DateSpan.Parse("1913-01-01/1913-01-03"), 99, Token)).Count);
    }

    [Fact]
    public async Task ListChanges_Window_LeavesOutItsStartAndTakesItsEnd()
    {
        var start = new DateTimeOffset(2001, 5, 1, 10, 59, 59, TimeSpan.Zero);
        var at = new[] { start, start.AddTicks(1), start.AddHours(1), start.AddDays(40), start.AddDays(40).AddTicks(1) };
        await _store.IndexAsync(
            [Examples.Event("1914-01-01", [.. at.Select((time, i) => Examples.Change(_id, time, EventChangeKind.Confirmed, to: $"{i}"))])], Token);

        var told = await _store.ListChangesAsync(at[0], at[3], Token).ToListAsync(Token);

        Assert.Equal([at[1], at[2], at[3]], told.Select(change => change.At));
        Assert.Empty(await _store.ListChangesAsync(at[2], at[2], Token).ToListAsync(Token));
        Assert.Empty(await _store.ListChangesAsync(at[3], at[0], Token).ToListAsync(Token));
    }

    [Fact]
    public async Task ListChanges_SinceTheBeginningOfTime_AnswersInOrder()
    {
        var start = new DateTimeOffset(1999, 12, 31, 23, 30, 0, TimeSpan.FromHours(1));
        var change = Examples.Change(_id, start, EventChangeKind.StatusChanged, "Planned", "Cancelled");
        await _store.IndexAsync([Examples.Event("1915-01-01", Examples.Change(_id, start.AddHours(2)), change)], Token);

        var told = await _store.ListChangesAsync(DateTimeOffset.MinValue, new DateTimeOffset(2000, 1, 1, 12, 0, 0, TimeSpan.Zero), Token).ToListAsync(Token);

        Assert.Equal([start, start.AddHours(2)], told.Select(entry => entry.At));
        Assert.Equivalent(change, told[0], strict: true);
    }

    [Fact]
    public async Task ListChanges_UpToTheEndOfTime_Answers()
    {
        var at = new DateTimeOffset(9999, 12, 31, 23, 59, 59, TimeSpan.Zero);
        await _store.IndexAsync([Examples.Event("1916-01-01", Examples.Change(_id, at))], Token);
        Assert.Single(await _store.ListChangesAsync(at.AddTicks(-1), DateTimeOffset.MaxValue, Token).ToListAsync(Token));
    }

    [Fact]
    public async Task Index_CalledAgain_AddsNoSecondRow()
    {
        var at = new DateTimeOffset(2002, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var stored = Examples.Event("1917-01-01", Examples.Change(_id, at));
        await _store.IndexAsync([stored], Token);
        await _store.IndexAsync([stored], Token);
        await _store.TrySaveAsync(stored, version: null, Token);

        Assert.Equal([_id], await _store.FindByDateAsync(stored.Date, 10, Token));
        Assert.Single(await _store.ListChangesAsync(at.AddTicks(-1), at, Token).ToListAsync(Token));
    }

    [Fact]
    public async Task TrySave_EventOfTwoThousandChanges_ComesBackWhole()
    {
        var at = new DateTimeOffset(2003, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var history = Enumerable.Range(0, 2000)
            .Select(i => Examples.Change(_id, at.AddSeconds(i), EventChangeKind.Confirmed) with { Article = new ArticleId(StorageFixture.NewId()) })
            .ToArray();
        var stored = Examples.Event("1918-01-01", history);
        Assert.True(await _store.TrySaveAsync(stored, version: null, Token));
        await _store.IndexAsync([stored], Token);

        var read = await _store.FindAsync(_id, Token);

        Assert.Equal(history, read?.Value.History);
        Assert.Equal(history, await _store.ListChangesAsync(at.AddTicks(-1), at.AddHours(1), Token).ToListAsync(Token));
    }
}
