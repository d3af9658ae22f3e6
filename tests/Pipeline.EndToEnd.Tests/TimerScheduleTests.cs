using Microsoft.Azure.Functions.Worker;
using Pipeline.LocalHost;
using Pipeline.LocalHost.Hosting;

namespace Pipeline.EndToEnd.Tests;

public sealed class TimerScheduleTests
{
    private static readonly DateTimeOffset s_noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("0 30 5 * * *", "2026-03-05T05:30:00Z")]
    [InlineData("30 5 * * *", "2026-03-05T05:30:00Z")]
    [InlineData("0 0 6 * * 1-5", "2026-03-05T06:00:00Z")]
    [InlineData("*/10 * * * * *", "2026-03-04T12:00:10Z")]
    public void NextAfter_Expression_IsItsNextRunInUtc(string expression, string expected) =>
        Assert.Equal(
            DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), TimerSchedule.Parse(expression).NextAfter(s_noon));

    [Theory]
    [InlineData("2026-03-04T05:30:00", false)]
    [InlineData("2026-03-03T05:30:00", true)]
    [InlineData("2026-02-01T05:30:00", true)]
    public void IsMissed_LastRun_TellsWhetherOneFellDueSince(string last, bool expected)
    {
        var status = new ScheduleStatus { Last = DateTime.Parse(last, System.Globalization.CultureInfo.InvariantCulture) };

        Assert.Equal(expected, TimerSchedule.Parse("0 30 5 * * *").IsMissed(status, s_noon));
    }

    [Fact]
    public void IsMissed_NeverRun_HasMissedNothing() => Assert.False(TimerSchedule.Parse("0 30 5 * * *").IsMissed(null, s_noon));

    [Theory]
    [InlineData("")]
    [InlineData("every morning")]
    [InlineData("0 61 5 * * *")]
    public void Parse_NoSchedule_FailsInOneSentence(string expression) =>
        Assert.Contains("is no schedule", Assert.Throws<HostFailure>(() => TimerSchedule.Parse(expression)).Message, StringComparison.Ordinal);
}
