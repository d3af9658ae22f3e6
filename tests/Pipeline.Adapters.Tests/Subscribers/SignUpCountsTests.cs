using Azure.Data.Tables;
using Pipeline.Subscribers;

namespace Pipeline.Adapters.Tests.Subscribers;

public sealed class SignUpCountsTests(StorageFixture storage)
{
    private static readonly DateTimeOffset s_at = new(2026, 3, 4, 9, 59, 59, TimeSpan.Zero);

    [Fact]
    public async Task TryTake_FromManyInstancesAtOnce_GivesNotOneTooMany()
    {
        var key = StorageFixture.NewId();
        var counts = storage.Get<ISignUpCounts>();
        var taken = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => counts.TryTakeAsync(key, s_at, 10, TestContext.Current.CancellationToken)));

        Assert.Equal(10, taken.Count(isTaken => isTaken));
        Assert.False(await counts.TryTakeAsync(key, s_at, 10, TestContext.Current.CancellationToken));
        Assert.True(await counts.TryTakeAsync(key, s_at.AddSeconds(1), 10, TestContext.Current.CancellationToken));
        Assert.True(await counts.TryTakeAsync(StorageFixture.NewId(), s_at, 10, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task TryTake_AnHourThatIsOver_IsForgotten()
    {
        var key = StorageFixture.NewId();
        var counts = storage.Get<ISignUpCounts>();
        await counts.TryTakeAsync(key, s_at.AddYears(-1), 10, TestContext.Current.CancellationToken);
        await counts.TryTakeAsync(StorageFixture.NewId(), s_at.AddYears(-1).AddHours(4), 10, TestContext.Current.CancellationToken);

        var table = storage.Get<TableServiceClient>().GetTableClient(StorageLayout.SignUpsTable);
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("2025030409", key, cancellationToken: TestContext.Current.CancellationToken)).HasValue);
    }
}
