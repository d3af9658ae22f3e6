using Pipeline.Digest;
using Pipeline.Digest.Schedule;
using Pipeline.InMemory;

namespace Pipeline.Tests.Digest.Schedule;

public sealed class TickWindowTests
{
    private static readonly DateTimeOffset s_now = new(2026, 3, 5, 6, 15, 0, TimeSpan.Zero);
    private static readonly TimeSpan s_life = TimeSpan.FromHours(36);

    [Fact]
    public void Of_AListThatNeverRan_HasMissedNothingBeforeItsFirstTick() =>
        Assert.Equal(new TickWindow(s_now - TimeSpan.FromMinutes(15), s_now), TickWindow.Of(null, s_now, s_life));

    [Fact]
    public void Of_TheNextTick_BeginsWhereTheLastOneEnded() =>
        Assert.Equal(new TickWindow(s_now.AddMinutes(-15), s_now), TickWindow.Of(Covered(s_now.AddMinutes(-15)), s_now, s_life));

    [Fact]
    public void Of_RunsMissedWithinTheLifeOfAnIssue_AreCaughtUp() =>
        Assert.Equal(s_now.AddHours(-35), TickWindow.Of(Covered(s_now.AddHours(-35)), s_now, s_life).After);

    [Fact]
    public void Of_RunsMissedForLonger_AreCaughtUpForThatLifeOnly() =>
        Assert.Equal(s_now.AddHours(-36), TickWindow.Of(Covered(s_now.AddDays(-9)), s_now, s_life).After);

    [Fact]
    public void Of_AnIssueInProgress_KeepsItsOwnCutOff()
    {
        var begun = Covered(s_now.AddMinutes(-30)).Begin(s_now.AddMinutes(-15));
        Assert.Equal(new TickWindow(s_now.AddMinutes(-30), s_now.AddMinutes(-15)), TickWindow.Of(begun, s_now, s_life));
    }

    [Fact]
    public void Of_AClockThatWentBack_IsEmpty() => Assert.True(TickWindow.Of(Covered(s_now.AddMinutes(1)), s_now, s_life).IsEmpty);

    [Fact]
    public void Coverage_BeginAndFinish_MoveOnAndNeverBack()
    {
        var begun = Covered(s_now).Begin(s_now.AddTicks(15_001));
        Assert.Equal(new DigestId("main", s_now.AddMilliseconds(1)), begun.InProgress);
        Assert.Throws<InvalidOperationException>(() => begun.Begin(s_now));
        Assert.Equal(Covered(s_now.AddMilliseconds(1)), begun.Finish());
        Assert.Equal(Covered(s_now), Covered(s_now).Begin(s_now.AddMinutes(-5)).Finish());
        Assert.Throws<InvalidOperationException>(() => Covered(s_now).Finish());
    }

    [Fact]
    public async Task CoverageStore_TwoTicksAtOnce_OneBegins()
    {
        var store = new InMemoryCoverageStore();
        Assert.True(await store.TrySaveAsync(Covered(s_now), null, Make.Token));
        Assert.False(await store.TrySaveAsync(Covered(s_now), null, Make.Token));
        var read = await store.FindAsync("main", Make.Token);

        Assert.True(await store.TrySaveAsync(read!.Value.Begin(s_now.AddMinutes(15)), read.Version, Make.Token));
        Assert.False(await store.TrySaveAsync(read.Value.Begin(s_now.AddMinutes(16)), read.Version, Make.Token));
        Assert.Null(await store.FindAsync("other", Make.Token));
    }

    [Theory]
    [InlineData("06:30", "06:30")]
    [InlineData(" 18:00 , 6:30,06:30", "06:30,18:00")]
    public void Editions_TimesOfDay_AreReadInOrder(string text, string expected)
    {
        Assert.True(EditionTimes.TryParse(text, out var editions));
        Assert.Equal(expected.Split(','), editions.Times.Select(time => time.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("06:30,")]
    [InlineData("24:00")]
    [InlineData("6.30")]
    [InlineData("06:30:15")]
    public void Editions_AnythingElse_IsNoList(string? text) => Assert.False(EditionTimes.TryParse(text, out _));

    private static DigestCoverage Covered(DateTimeOffset until) => new("main", until, null);
}
