using System.Globalization;
using Microsoft.Extensions.Options;
using Pipeline.Digest;
using Pipeline.Digest.Schedule;
using Pipeline.Subscribers;

namespace Pipeline.Tests.Digest.Schedule;

public sealed class DueReadersTests
{
    private const string Paris = "Europe/Paris";
    private const string NewYork = "America/New_York";
    private const string Auckland = "Pacific/Auckland";
    private const string LordHowe = "Australia/Lord_Howe";

    // The hours that the clocks skip or show twice in 2026, as the zones' laws have them; every other due instant shows the reader's hour.
    private static readonly Dictionary<(string Zone, string Day, string Hour), string> s_jumps = new()
    {
        [(Paris, "2026-03-29", "02:15")] = "2026-03-29T01:00Z",
        [(Paris, "2026-03-29", "02:30")] = "2026-03-29T01:00Z",
        [(Paris, "2026-10-25", "02:15")] = "2026-10-25T00:15Z",
        [(Paris, "2026-10-25", "02:30")] = "2026-10-25T00:30Z",
        [(NewYork, "2026-03-08", "02:15")] = "2026-03-08T07:00Z",
        [(NewYork, "2026-03-08", "02:30")] = "2026-03-08T07:00Z",
        [(NewYork, "2026-11-01", "01:45")] = "2026-11-01T05:45Z",
        [(Auckland, "2026-04-05", "02:15")] = "2026-04-04T13:15Z",
        [(Auckland, "2026-04-05", "02:30")] = "2026-04-04T13:30Z",
        [(Auckland, "2026-09-27", "02:15")] = "2026-09-26T14:00Z",
        [(Auckland, "2026-09-27", "02:30")] = "2026-09-26T14:00Z",
        [(LordHowe, "2026-04-05", "01:45")] = "2026-04-04T14:45Z",
        [(LordHowe, "2026-10-04", "02:15")] = "2026-10-03T15:30Z",
    };

    public static TheoryData<string, string> ZonesAndHours()
    {
        var data = new TheoryData<string, string>();
        foreach (var zone in new[] { Paris, NewYork, Auckland, LordHowe })
        {
            foreach (var hour in new[] { "00:00", "01:45", "02:15", "02:30", "07:00", "23:50" })
            {
                data.Add(zone, hour);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(ZonesAndHours))]
    public void DueAt_AYearOfTicksEveryQuarter_OneIssueADayAtTheHour(string zone, string hour)
    {
        var run = new TickRun(Readers());
        foreach (var tick in TickRun.EveryQuarter(At("2026-01-01T00:00Z"), At("2026-12-31T23:45Z")))
        {
            run.Tick(Daily(zone, hour), tick);
        }

        AssertOnceADay(zone, hour, run);
        Assert.All(run.Issues, issue => Assert.True(issue.CutOff - issue.Due < TimeSpan.FromMinutes(15)));
    }

    [Theory]
    [MemberData(nameof(ZonesAndHours))]
    public void DueAt_TicksMissedForUpToTwentyHoursLateOrDoubled_StillOneIssueADay(string zone, string hour)
    {
        var random = new Random(zone.Length + hour[1] + hour[3]);
        var run = new TickRun(Readers());
        var quiet = At("2026-01-01T00:00Z");
        foreach (var tick in TickRun.EveryQuarter(quiet, At("2026-12-31T23:45Z")))
        {
            if (tick < quiet)
            {
                continue;
            }

            var late = tick.AddSeconds(random.Next(0, 400));
            run.Tick(Daily(zone, hour), late);
            if (random.Next(10) == 0)
            {
                run.Tick(Daily(zone, hour), late.AddMilliseconds(random.Next(0, 3)));
            }

            if (random.Next(100) == 0)
            {
                quiet = tick.AddMinutes(random.Next(20, 1200));
            }
        }

        AssertOnceADay(zone, hour, run);
    }

    // Zones that jump at midnight, or over it: the due day keeps its digest, and no day gets two.
    [Theory]
    [InlineData("Pacific/Apia", "2011-12-29", "07:00", "2011-12-29T17:00Z")]
    [InlineData("Pacific/Apia", "2011-12-30", "07:00", null)]
    [InlineData("Pacific/Apia", "2011-12-31", "07:00", "2011-12-30T17:00Z")]
    [InlineData("America/Nuuk", "2025-03-29", "23:30", "2025-03-30T00:59Z")]
    [InlineData("America/Nuuk", "2025-03-30", "00:00", "2025-03-30T01:00Z")]
    [InlineData("America/Nuuk", "2025-10-25", "23:30", "2025-10-26T00:30Z")]
    [InlineData("Africa/Cairo", "2026-04-24", "00:15", "2026-04-23T22:00Z")]
    [InlineData("America/Havana", "2026-11-01", "00:30", "2026-11-01T04:30Z")]
    [InlineData("Asia/Kathmandu", "2026-06-01", "06:30", "2026-06-01T00:45Z")]
    [InlineData("Pacific/Chatham", "2026-01-10", "07:00", "2026-01-09T17:15Z")]
    public void DueAt_ADayOnWhichTheClocksJump_HasOneInstantOrNone(string zone, string day, string hour, string? expected)
    {
        var chosen = Daily(zone, hour) with { Frequency = DigestFrequency.ChosenDays, Days = [Day(day).DayOfWeek] };
        var noon = new DateTimeOffset(Day(day).ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero);

        var due = Readers().DueAt(chosen, noon.AddDays(-3), noon.AddDays(3));

        Assert.Equal(expected is null ? null : At(expected), due);
    }

    [Fact]
    public void DueAt_ChosenDays_AreThoseOfTheReadersZone()
    {
        // Sunday evening in Paris is Monday morning in Auckland.
        var auckland = Daily(Auckland, "07:00") with { Frequency = DigestFrequency.ChosenDays, Days = [DayOfWeek.Monday, DayOfWeek.Thursday] };
        Assert.Equal(["2026-03-01T18:00Z", "2026-03-04T18:00Z", "2026-03-08T18:00Z"], InstantsOf(auckland, "2026-03-01T00:00Z", "2026-03-10T00:00Z"));
    }

    [Fact]
    public void DueAt_Weekly_IsTheFirstChosenDayOfTheWeekOnce()
    {
        var weekly = Daily(Paris, "07:00") with { Frequency = DigestFrequency.Weekly, Days = [DayOfWeek.Sunday, DayOfWeek.Friday, DayOfWeek.Wednesday] };
        Assert.Equal(["2026-03-04T06:00Z", "2026-03-11T06:00Z", "2026-03-18T06:00Z"], InstantsOf(weekly, "2026-03-01T00:00Z", "2026-03-20T00:00Z"));
        Assert.Equal(["2026-03-02T06:00Z", "2026-03-09T06:00Z"], InstantsOf(weekly with { Days = [] }, "2026-03-01T00:00Z", "2026-03-12T00:00Z"));
    }

    [Fact]
    public void DueAt_EveryDigest_IsEachEditionOfTheNewsroom()
    {
        var readers = Readers("18:00,06:30");
        var every = Daily(NewYork, "09:00") with { Frequency = DigestFrequency.EveryDigest };
        Assert.Equal(
            ["2026-03-28T05:30Z", "2026-03-28T17:00Z", "2026-03-29T04:30Z", "2026-03-29T16:00Z"],
            InstantsOf(every, "2026-03-28T00:00Z", "2026-03-30T00:00Z", readers));
        Assert.True(readers.IsEdition(At("2026-03-28T16:59:59Z"), At("2026-03-28T17:00Z")));
        Assert.False(readers.IsEdition(At("2026-03-28T17:00Z"), At("2026-03-29T04:29:59Z")));
    }

    [Fact]
    public void DueAt_Paused_BeginsAgainOnThatDayOfTheReaders()
    {
        var paused = Daily(Auckland, "07:00") with { PausedUntil = new DateOnly(2026, 3, 4) };
        Assert.Equal(["2026-03-03T18:00Z", "2026-03-04T18:00Z"], InstantsOf(paused, "2026-03-01T00:00Z", "2026-03-05T12:00Z"));
        var every = paused with { Frequency = DigestFrequency.EveryDigest };
        Assert.Equal(["2026-03-04T05:30Z", "2026-03-05T05:30Z"], InstantsOf(every, "2026-03-01T00:00Z", "2026-03-05T12:00Z"));
    }

    [Fact]
    public void DueAt_AnUnknownZone_IsTheNewsroomsAndSaysSo()
    {
        var readers = Readers();
        foreach (var id in new[] { "Europe/Atlantis", "", "../../etc/passwd", "/etc/localtime", new string('x', 5000), "Europe/Paris\0" })
        {
            var reader = Daily(id, "07:00");
            Assert.False(readers.KnowsZoneOf(reader));
            Assert.Equal(At("2026-03-04T06:00Z"), readers.DueAt(reader, At("2026-03-04T00:00Z"), At("2026-03-04T12:00Z")));
        }

        Assert.True(readers.KnowsZoneOf(Daily(LordHowe, "07:00")));
    }

    [Fact]
    public void DueAt_TheHourIsMovedAfterTheDigestOfTheDay_NoSecondOneThatDay()
    {
        var readers = Readers();
        var moved = Daily(Paris, "20:00") with { ChangedAt = At("2026-03-04T08:00Z") };

        Assert.Null(readers.DueAt(moved, At("2026-03-04T18:45Z"), At("2026-03-04T19:00Z"), At("2026-03-04T06:00Z")));
        Assert.NotNull(readers.DueAt(moved, At("2026-03-05T18:45Z"), At("2026-03-05T19:00Z"), At("2026-03-04T06:00Z")));
        Assert.NotNull(readers.DueAt(moved, At("2026-03-04T18:45Z"), At("2026-03-04T19:00Z"), At("2026-03-03T06:00Z")));
    }

    [Fact]
    public void DueAt_TheHourIsMovedBeforeTheDigestOfTheDay_OneThatDay()
    {
        var moved = Daily(Paris, "20:00") with { ChangedAt = At("2026-03-04T05:00Z") };
        Assert.NotNull(Readers().DueAt(moved, At("2026-03-04T18:45Z"), At("2026-03-04T19:00Z"), At("2026-03-03T06:00Z")));
    }

    [Fact]
    public void DueAt_LateInTheEveningWithATopicChanged_IsNotTakenForTheSameDay()
    {
        // Due at 23:50 on the 3rd, cut off at midnight: that was the digest of the 3rd.
        var evening = Daily(Paris, "23:50") with { ChangedAt = At("2026-03-04T12:00Z") };
        Assert.NotNull(Readers().DueAt(evening, At("2026-03-04T22:45Z"), At("2026-03-04T23:00Z"), At("2026-03-03T23:00Z")));
    }

    [Fact]
    public void DueAt_TheLastIssueHasCoveredIt_IsNotDueAgain()
    {
        var readers = Readers();
        Assert.Null(readers.DueAt(Daily(Paris, "07:00"), At("2026-03-04T05:45Z"), At("2026-03-04T06:15Z"), At("2026-03-04T06:00Z")));
        Assert.Null(readers.DueAt(Daily(Paris, "07:00"), At("2026-03-04T06:00Z"), At("2026-03-04T06:00Z")));
    }

    [Fact]
    public void DueAt_OneHundredThousandReaders_IsFast()
    {
        var readers = Readers();
        var zones = TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).ToArray();
        var all = Enumerable.Range(0, 100_000).Select(i => Daily(zones[i % zones.Length], "07:00") with { Hour = new TimeOnly(i % 24, i % 60) }).ToList();
        var (after, until) = (At("2026-03-29T00:45Z"), At("2026-03-29T01:00Z"));
        var clock = System.Diagnostics.Stopwatch.StartNew();

        var due = all.Count(reader => readers.DueAt(reader, after, until, after.AddDays(-1)) is not null);

        TestContext.Current.SendDiagnosticMessage("100,000 readers, {0} zones: {1} due, {2:F0} ms", zones.Length, due, clock.Elapsed.TotalMilliseconds);
        Assert.InRange(due, 500, 2000);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"{clock.Elapsed}");
    }

    private static void AssertOnceADay(string zone, string hour, TickRun run)
    {
        var clock = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var local = run.Issues.Select(issue => TimeZoneInfo.ConvertTime(issue.Due, clock)).ToList();
        var days = local.Select(at => DateOnly.FromDateTime(at.DateTime)).ToList();
        Assert.Equal(Enumerable.Range(0, days.Count).Select(i => days[0].AddDays(i)), days);
        Assert.InRange(days.Count, 364, 366);
        foreach (var (at, day) in local.Zip(days))
        {
            if (s_jumps.TryGetValue((zone, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), hour), out var jump))
            {
                Assert.Equal(At(jump), at.ToUniversalTime());
            }
            else
            {
                Assert.Equal(hour, at.ToString("HH:mm", CultureInfo.InvariantCulture));
            }
        }
    }

    private static List<string> InstantsOf(Preferences preferences, string after, string until, DueReaders? readers = null)
    {
        var run = new TickRun(readers ?? Readers());
        foreach (var tick in TickRun.EveryQuarter(At(after), At(until)))
        {
            run.Tick(preferences, tick);
        }

        return [.. run.Issues.Select(issue => issue.Due.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture))];
    }

    private static DueReaders Readers(string editions = "06:30") => new(Options.Create(new DigestOptions { Editions = editions }), Make.Default<NewsroomOptions>());

    private static Preferences Daily(string zone, string hour) =>
        new() { Language = "fr", TimeZone = zone, Hour = TimeOnly.ParseExact(hour, "HH:mm", CultureInfo.InvariantCulture) };

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUniversalTime();

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
