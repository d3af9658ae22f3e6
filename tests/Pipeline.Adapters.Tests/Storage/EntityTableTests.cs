using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using Pipeline.Adapters.Storage;

namespace Pipeline.Adapters.Tests.Storage;

public sealed class EntityTableTests(StorageFixture storage)
{
    private readonly EntityTable _table = new(storage.Get<TableServiceClient>(), StorageFixture.RowsTable);
    private readonly string _partition = StorageFixture.NewId();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TryInsert_RowIsThere_IsFalseAndKeepsTheFirst()
    {
        Assert.True(await _table.TryInsertAsync(new(_partition, "row", "1"), Token));
        Assert.False(await _table.TryInsertAsync(new(_partition, "row", "2"), Token));
        Assert.False(await _table.TryInsertAsync(new(_partition, "row", "1"), Token));
        Assert.Equal("1", (await _table.FindAsync(_partition, "row", Token))?.Value.Json);
    }

    [Fact]
    public async Task TryInsert_ReplyWasLost_IsTrueThoughTheRetryMeetsItsOwnRow()
    {
        using var handler = new LostReplyHandler(HttpMethod.Post);
        var table = new EntityTable(storage.TablesThrough(handler), StorageFixture.RowsTable);

        Assert.True(await table.TryInsertAsync(new(_partition, "row", "1"), Token));

        Assert.Equal(2, handler.Requests);
        Assert.False(await _table.TryInsertAsync(new(_partition, "row", "1"), Token));
    }

    [Fact]
    public async Task TryReplace_ReplyWasLost_IsTrueThoughTheRetryMeetsItsOwnVersion()
    {
        await _table.TryInsertAsync(new(_partition, "row", "1"), Token);
        var read = await _table.FindAsync(_partition, "row", Token);
        using var handler = new LostReplyHandler(HttpMethod.Put);
        var table = new EntityTable(storage.TablesThrough(handler), StorageFixture.RowsTable);

        Assert.True(await table.TryReplaceAsync(new(_partition, "row", "2"), read!.Version, Token));

        Assert.Equal(2, handler.Requests);
        Assert.Equal("2", (await _table.FindAsync(_partition, "row", Token))?.Value.Json);
    }

    [Fact]
    public async Task TryReplace_OutdatedVersion_IsFalseAndWritesNothing()
    {
        await _table.TryInsertAsync(new(_partition, "row", "1"), Token);
        var read = await _table.FindAsync(_partition, "row", Token);
        Assert.True(await _table.TryReplaceAsync(new(_partition, "row", "2"), read!.Version, Token));

        Assert.False(await _table.TryReplaceAsync(new(_partition, "row", "3"), read.Version, Token));
        Assert.Equal("2", (await _table.FindAsync(_partition, "row", Token))?.Value.Json);
    }

    [Fact]
    public async Task TryReplace_RowWasDeleted_IsFalse()
    {
        await _table.TryInsertAsync(new(_partition, "row", "1"), Token);
        var read = await _table.FindAsync(_partition, "row", Token);
        Assert.True(await _table.TryDeleteAsync(_partition, "row", read!.Version, Token));

        Assert.False(await _table.TryReplaceAsync(new(_partition, "row", "2"), read.Version, Token));
        Assert.Null(await _table.FindAsync(_partition, "row", Token));
    }

    [Fact]
    public async Task TryReplace_TableIsMissing_ThrowsInsteadOfSayingThatAnotherWasFaster()
    {
        var table = new EntityTable(storage.Get<TableServiceClient>(), "nosuchtable");
        await Assert.ThrowsAsync<RequestFailedException>(() => table.TryReplaceAsync(new("p", "r", "1"), "W/\"x\"", Token));
    }

    [Fact]
    public async Task TryTransact_OneStepFails_DoesNothing()
    {
        await _table.TryInsertAsync(new(_partition, "there", "1"), Token);
        var read = await _table.FindAsync(_partition, "there", Token);
        foreach (var failing in new EntityWrite[]
        {
            new EntityWrite.Save(new(_partition, "there", "2"), null),
            new EntityWrite.Save(new(_partition, "there", "2"), "W/\"datetime'2020-01-01T00%3A00%3A00.0000000Z'\""),
            new EntityWrite.Delete(_partition, "absent"),
        })
        {
            Assert.False(await _table.TryTransactAsync([new EntityWrite.Upsert(new(_partition, "new", "1")), failing], Token));
        }

        Assert.Null(await _table.FindAsync(_partition, "new", Token));
        Assert.True(await _table.TryTransactAsync(
            [new EntityWrite.Save(new(_partition, "there", "2"), read!.Version), new EntityWrite.Save(new(_partition, "new", "1"), null)], Token));
        Assert.True(await _table.TryTransactAsync([new EntityWrite.Upsert(new(_partition, "there", "3")), new EntityWrite.Delete(_partition, "new")], Token));
        Assert.Null(await _table.FindAsync(_partition, "new", Token));
    }

    [Fact]
    public async Task TryTransact_ReplyWasLost_IsTrueThoughTheRetryMeetsItsOwnRows()
    {
        await _table.TryInsertAsync(new(_partition, "old", "1"), Token);
        using var handler = new LostReplyHandler(HttpMethod.Post);
        var table = new EntityTable(storage.TablesThrough(handler), StorageFixture.RowsTable);

        Assert.True(await table.TryTransactAsync([new EntityWrite.Delete(_partition, "old"), new EntityWrite.Save(new(_partition, "new", "1"), null)], Token));

        Assert.Equal(2, handler.Requests);
        Assert.NotNull(await _table.FindAsync(_partition, "new", Token));
    }

    [Fact]
    public async Task TryTransact_TwoPartitions_ThrowsBeforeAnythingIsWritten()
    {
        var other = StorageFixture.NewId();
        await Assert.ThrowsAsync<ArgumentException>(() => _table.TryTransactAsync(
            [new EntityWrite.Upsert(new(_partition, "row", "1")), new EntityWrite.Upsert(new(other, "row", "1"))], Token));
        Assert.Null(await _table.FindAsync(_partition, "row", Token));
    }

    [Fact]
    public async Task TryDelete_OutdatedVersion_IsFalseAndKeepsTheRow()
    {
        await _table.TryInsertAsync(new(_partition, "row", "1"), Token);
        var read = await _table.FindAsync(_partition, "row", Token);
        await _table.UpsertAsync(new(_partition, "row", "2"), Token);

        Assert.False(await _table.TryDeleteAsync(_partition, "row", read!.Version, Token));
        Assert.NotNull(await _table.FindAsync(_partition, "row", Token));
    }

    [Theory]
    [InlineData(30_000)]
    [InlineData(30_001)]
    [InlineData(3_000_000)]
    public async Task Upsert_LongValue_ComesBackWhole(int characters)
    {
        var json = string.Concat(Enumerable.Repeat("é€\U0001F600 «crue» ", (characters / 12) + 1))[..characters];
        await _table.UpsertAsync(new(_partition, "row", json), Token);
        Assert.Equal(json, (await _table.FindAsync(_partition, "row", Token))?.Value.Json);
    }

    [Fact]
    public async Task Upsert_LongThenShortThenLong_LeavesNoOldPart()
    {
        var hard = Convert.ToBase64String(RandomNumberGenerator.GetBytes(300_000));
        foreach (var json in new[] { hard, "short", hard[..100_000] })
        {
            await _table.UpsertAsync(new(_partition, "row", json), Token);
            Assert.Equal(json, (await _table.FindAsync(_partition, "row", Token))?.Value.Json);
        }
    }

    [Fact]
    public async Task Upsert_ValueThatNoEntityHolds_ThrowsAndWritesNothing()
    {
        var json = Convert.ToBase64String(RandomNumberGenerator.GetBytes(1_500_000));
        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => _table.UpsertAsync(new(_partition, "row", json), Token));
        Assert.Contains("1048576", refusal.Message, StringComparison.Ordinal);
        Assert.Null(await _table.FindAsync(_partition, "row", Token));
    }

    [Fact]
    public async Task UpsertAll_MoreThanOneTransactionHolds_WritesAll()
    {
        var other = StorageFixture.NewId();
        var rows = Enumerable.Range(0, 250).Select(i => new EntityRow(i % 2 == 0 ? _partition : other, $"{i:D4}", $"{i}")).ToList();
        await _table.UpsertAllAsync(rows.Append(rows[0]), Token);

        var even = await _table.ListPartitionAsync(_partition, int.MaxValue, Token).Select(row => row.Value.Json).ToListAsync(Token);
        Assert.Equal(Enumerable.Range(0, 125).Select(i => $"{2 * i}"), even);
        Assert.Equal(125, await _table.ListPartitionAsync(other, int.MaxValue, Token).CountAsync(Token));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public async Task ListPartition_Limit_IsNotExceeded(int limit)
    {
        await _table.UpsertAllAsync(Enumerable.Range(0, 10).Select(i => new EntityRow(_partition, $"{i}", $"{i}")), Token);
        var rows = await _table.ListPartitionAsync(_partition, limit, Token).Select(row => row.Value.RowKey).ToListAsync(Token);
        Assert.Equal(Enumerable.Range(0, limit).Select(i => $"{i}"), rows);
    }

    [Fact]
    public async Task TrySave_FiftyWritersAtOnce_LosesNoUpdate()
    {
        await _table.TryInsertAsync(new(_partition, "row", "0"), Token);
        await Parallel.ForAsync(0, 50, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Token }, async (_, token) =>
        {
            while (true)
            {
                var read = await _table.FindAsync(_partition, "row", token);
                var next = int.Parse(read!.Value.Json, System.Globalization.CultureInfo.InvariantCulture) + 1;
                if (await _table.TryReplaceAsync(read.Value with { Json = $"{next}" }, read.Version, token))
                {
                    return;
                }
            }
        });
        Assert.Equal("50", (await _table.FindAsync(_partition, "row", Token))?.Value.Json);
    }
}
