using CsCheck;
using Microsoft.Extensions.Options;
using Pipeline.Digest;
using Pipeline.Digest.Schedule;
using Pipeline.Subscribers;

namespace Pipeline.Tests.Digest.Schedule;

/// <summary>However time is cut into ticks, the same instants are due; they are those that a clock watched minute by minute shows.</summary>
public sealed class DuePropertyTests
{
    private static readonly string[] s_zones =
    [
        "Europe/Paris", "America/New_York", "Pacific/Auckland", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Chatham", "America/Nuuk", "Africa/Cairo",
        "America/Havana", "Africa/Casablanca", "Europe/Dublin", "America/St_Johns", "Pacific/Kiritimati", "Etc/UTC",
    ];

    private static readonly DateTimeOffset s_begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_end = s_begin.AddYears(1);

    private static readonly Gen<string> s_zone = Gen.Int[0, s_zones.Length - 1].Select(i => s_zones[i]);

    private static readonly Gen<Preferences> s_preferences = Gen.Select(
        s_zone, Gen.Int[0, 1439], Gen.Enum<DigestFrequency>(), Gen.Enum<DayOfWeek>().Array[0, 4],
        (zone, minute, frequency, days) => new Preferences
        {
            Language = "fr",
            TimeZone = zone,
            Hour = TimeOnly.MinValue.AddMinutes(minute),
            Frequency = frequency,
            Days = days,
        });

    private static readonly DueReaders s_readers = new(Options.Create(new DigestOptions { Editions = "02:30,06:30,23:45" }), Make.Default<NewsroomOptions>());

    [Fact]
    public void DueAt_AnyTwoPartitionsOfAYearBelowAnEdition_GiveTheSameInstants() =>
        Gen.Select(s_preferences, Gen.Int[1, 120].Array[5, 40], Gen.Int[1, 120].Array[5, 40]).Sample(
            (preferences, one, other) => Assert.Equal(InstantsOf(preferences, one), InstantsOf(preferences, other)), iter: 12, threads: 1);

    [Fact]
    public void DueAt_TicksFurtherApartThanADay_GiveTheLastInstantOfEach() =>
        Gen.Select(s_preferences, Gen.Int[60, 5000].Array[5, 40]).Sample(
            (preferences, minutes) =>
            {
                var all = InstantsOf(preferences, [60]);
                foreach (var (after, until) in Cut(minutes))
                {
                    DateTimeOffset? expected = all.LastOrDefault(due => due > after && due <= until) is { Ticks: > 0 } due ? due : null;
                    Assert.Equal(expected, s_readers.DueAt(preferences, after, until));
                }
            },
            iter: 12,
            threads: 1);

    [Fact]
    public void DueAt_AnyReader_IsWhereAWatchedClockFirstReachesTheHour() =>
        Gen.Select(s_zone, Gen.Int[0, 1439]).Sample(
            (zone, minute) =>
            {
                var preferences = new Preferences { Language = "fr", TimeZone = zone, Hour = TimeOnly.MinValue.AddMinutes(minute) };
                Assert.Equal(Watched(zone, preferences.Hour), InstantsOf(preferences, [720]).Where(due => due > s_begin.AddDays(2) && due < s_end.AddDays(-2)));
            },
            iter: 12,
            threads: 1);

    // No calculation of offsets at all: the first minute of each local day at which the clock shows the hour or later, or the day's last minute.
    private static List<DateTimeOffset> Watched(string id, TimeOnly hour)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(id);
        var first = new Dictionary<DateOnly, DateTimeOffset>();
        var last = new SortedDictionary<DateOnly, DateTimeOffset>();
        for (var at = s_begin; at < s_end; at += TimeSpan.FromMinutes(1))
        {
            var local = TimeZoneInfo.ConvertTime(at, zone).DateTime;
            var day = DateOnly.FromDateTime(local);
            last[day] = at;
            if (TimeOnly.FromDateTime(local) >= hour)
            {
                first.TryAdd(day, at);
            }
        }

        return [.. last.Select(pair => first.GetValueOrDefault(pair.Key, pair.Value)).Where(due => due > s_begin.AddDays(2) && due < s_end.AddDays(-2))];
    }

    private static List<DateTimeOffset> InstantsOf(Preferences preferences, int[] minutes) =>
        [.. Cut(minutes).Select(window => s_readers.DueAt(preferences, window.After, window.Until)).OfType<DateTimeOffset>()];

    private static IEnumerable<(DateTimeOffset After, DateTimeOffset Until)> Cut(int[] minutes)
    {
        var after = s_begin;
        for (var i = 0; after < s_end; i++)
        {
            var until = after.AddMinutes(minutes[i % minutes.Length]);
            until = until < s_end ? until : s_end;
            yield return (after, until);
            after = until;
        }
    }
}
