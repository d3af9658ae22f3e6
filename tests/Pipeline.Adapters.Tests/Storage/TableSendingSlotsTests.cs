using System.Diagnostics;
using Microsoft.Extensions.Options;
using Pipeline.Delivery;

namespace Pipeline.Adapters.Tests.Storage;

public sealed class TableSendingSlotsTests(StorageFixture storage)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // One test, since the row is one for all.
    [Fact]
    public async Task Take_TwoInstancesOnOneTable_TogetherNeverPassTheRate()
    {
        const double PerSecond = 40;
        const int Burst = 10;
        var slots = storage.Get<ISendingSlots>();
        Assert.Null(await slots.FindAsync(Token));

        var options = Options.Create(new DeliveryOptions { MailsPerSecond = PerSecond, Burst = Burst });
        var clock = Stopwatch.StartNew();
        var left = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => SendAsync(options, slots, clock, TimeSpan.FromSeconds(6))));

        var all = left.SelectMany(times => times).Order().ToList();
        Assert.All(left, times => Assert.NotEmpty(times));

        // A grant is noted before it is asked for: a window that is too long, never too short.
        Assert.InRange(all.Count, 1, (PerSecond * (clock.Elapsed.TotalSeconds + 1)) + Burst + 1);
        Assert.True(all.Count >= PerSecond * 6 * 0.5, $"Only {all.Count} mails left.");

        var row = await slots.FindAsync(Token);
        Assert.NotNull(row);
        Assert.False(await slots.TryMoveAsync(row.Value, "W/\"datetime'2000-01-01T00%3A00%3A00.0000000Z'\"", Token));
        Assert.False(await slots.TryMoveAsync(row.Value, null, Token));
        Assert.True(await slots.TryMoveAsync(row.Value, row.Version, Token));
    }

    private static async Task<List<TimeSpan>> SendAsync(IOptions<DeliveryOptions> options, ISendingSlots slots, Stopwatch clock, TimeSpan length)
    {
        using var rate = new SendingRate(options, slots, TimeProvider.System);
        var left = new List<TimeSpan>();
        while (clock.Elapsed < length)
        {
            var at = clock.Elapsed;
            var wait = await rate.TakeAsync(1, Token);
            if (wait == TimeSpan.Zero)
            {
                left.Add(at);
            }
            else
            {
                await Task.Delay(wait, Token);
            }
        }

        return left;
    }
}
