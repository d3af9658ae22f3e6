using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Delivery;
using Pipeline.InMemory;

namespace Pipeline.Tests.Delivery;

public sealed class SendingRateTests
{
    private static readonly DateTimeOffset s_start = new(2026, 3, 4, 6, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider _time = new(s_start);
    private readonly CountingSlots _slots = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Take_NoRate_LetsEverythingLeaveAndAsksNobody()
    {
        var rate = Rate(0);
        for (var i = 0; i < 1000; i++)
        {
            Assert.Equal(TimeSpan.Zero, await rate.TakeAsync(100, Token));
        }

        Assert.Equal(0, _slots.Asked);
    }

    [Fact]
    public async Task Take_FullBucket_LetsTheBurstLeaveAndSaysWhenTheNextMay()
    {
        var rate = Rate(10, burst: 5);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(TimeSpan.Zero, await rate.TakeAsync(1, Token));
        }

        Assert.Equal(TimeSpan.FromMilliseconds(100), await rate.TakeAsync(1, Token));
        _time.Advance(TimeSpan.FromMilliseconds(40));
        Assert.Equal(TimeSpan.FromMilliseconds(60), await rate.TakeAsync(1, Token));
        _time.Advance(TimeSpan.FromMilliseconds(60));
        Assert.Equal(TimeSpan.Zero, await rate.TakeAsync(1, Token));
        Assert.NotEqual(TimeSpan.Zero, await rate.TakeAsync(1, Token));
    }

    [Fact]
    public async Task Take_MoreThanTheBurst_LeavesWhenTheBucketIsFullAndIsPaidBack()
    {
        var rate = Rate(10, burst: 5);
        Assert.Equal(TimeSpan.Zero, await rate.TakeAsync(25, Token));
        Assert.Equal(TimeSpan.FromMilliseconds(2100), await rate.TakeAsync(1, Token));
    }

    [Fact]
    public async Task Take_LongPause_SavesUpNoMoreThanTheBurst()
    {
        var rate = Rate(10, burst: 5);
        await rate.TakeAsync(1, Token);
        _time.Advance(TimeSpan.FromHours(3));
        var granted = 0;
        while (await rate.TakeAsync(1, Token) == TimeSpan.Zero)
        {
            granted++;
        }

        Assert.Equal(5, granted);
    }

    [Theory]
    [InlineData(0.5, 0, 1)]
    [InlineData(7, 0, 1)]
    [InlineData(14, 0, 2)]
    [InlineData(14, 3, 3)]
    [InlineData(200, 50, 4)]
    public async Task Take_SeveralInstancesForAMinute_NeverPassTheRateNorWasteIt(double perSecond, int burst, int instances)
    {
        var rates = Enumerable.Range(0, instances).Select(_ => Rate(perSecond, burst)).ToList();
        var left = new List<double>();
        for (var tick = 0; tick < 6000; tick++)
        {
            foreach (var rate in rates)
            {
                while (await rate.TakeAsync(1, Token) == TimeSpan.Zero)
                {
                    left.Add((_time.GetUtcNow() - s_start).TotalSeconds);
                }
            }

            _time.Advance(TimeSpan.FromMilliseconds(10));
        }

        var depth = burst > 0 ? burst : Math.Max(1, Math.Ceiling(perSecond));
        for (var first = 0; first < left.Count; first++)
        {
            for (var last = first; last < Math.Min(left.Count, first + 400); last++)
            {
                if (last - first + 1 > ((left[last] - left[first]) * perSecond) + depth + 1.0001)
                {
                    Assert.Fail($"{last - first + 1} mails between {left[first]} and {left[last]}.");
                }
            }
        }

        Assert.InRange(left.Count, perSecond * 60 * 0.9, (perSecond * 60) + depth + 1);
    }

    [Fact]
    public async Task Take_BusyForAMinute_AsksStorageAboutOnceASecond()
    {
        var rate = Rate(100);
        for (var tick = 0; tick < 6000; tick++)
        {
            while (await rate.TakeAsync(1, Token) == TimeSpan.Zero)
            {
            }

            _time.Advance(TimeSpan.FromMilliseconds(10));
        }

        Assert.InRange(_slots.Asked, 30, 65);
    }

    private SendingRate Rate(double perSecond, int burst = 0) =>
        new(Options.Create(new DeliveryOptions { MailsPerSecond = perSecond, Burst = burst }), _slots, _time);

    private sealed class CountingSlots : ISendingSlots
    {
        private readonly InMemorySendingSlots _inner = new();

        public int Asked { get; private set; }

        public Task<Versioned<DateTimeOffset>?> FindAsync(CancellationToken cancellationToken)
        {
            Asked++;
            return _inner.FindAsync(cancellationToken);
        }

        public Task<bool> TryMoveAsync(DateTimeOffset next, string? version, CancellationToken cancellationToken) =>
            _inner.TryMoveAsync(next, version, cancellationToken);
    }
}
