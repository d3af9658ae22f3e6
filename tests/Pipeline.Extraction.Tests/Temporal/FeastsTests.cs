using System.Globalization;
using Pipeline.Extraction.Temporal;

namespace Pipeline.Extraction.Tests.Temporal;

public sealed class FeastsTests
{
    [Theory]
    [InlineData("1961-04-02")]
    [InlineData("1970-03-29")]
    [InlineData("1981-04-19")]
    [InlineData("1985-04-07")]
    [InlineData("1999-04-04")]
    [InlineData("2000-04-23")]
    [InlineData("2008-03-23")]
    [InlineData("2011-04-24")]
    [InlineData("2016-03-27")]
    [InlineData("2024-03-31")]
    [InlineData("2025-04-20")]
    [InlineData("2026-04-05")]
    [InlineData("2027-03-28")]
    [InlineData("2038-04-25")]
    [InlineData("2049-04-18")]
    public void Easter_KnownYear_IsItsSunday(string day) =>
        Assert.Equal(day, Feasts.Easter(DateOnly.Parse(day, CultureInfo.InvariantCulture).Year).ToString("O", CultureInfo.InvariantCulture));

    [Fact]
    public void Easter_EveryYear_IsASundayFromLateMarchToLateApril() => Assert.All(Enumerable.Range(1583, 1000), year =>
    {
        var easter = Feasts.Easter(year);
        Assert.Equal(DayOfWeek.Sunday, easter.DayOfWeek);
        Assert.InRange(easter, new DateOnly(year, 3, 22), new DateOnly(year, 4, 25));
    });

    [Theory]
    [InlineData("11-4th-4", 2023, "2023-11-23")]
    [InlineData("11-4th-4", 2024, "2024-11-28")]
    [InlineData("11-4th-4", 2025, "2025-11-27")]
    [InlineData("05-last-1", 2026, "2026-05-25")]
    [InlineData("09-1st-1", 2026, "2026-09-07")]
    [InlineData("11-27-from-7", 2026, "2026-11-29")]
    [InlineData("11-27-from-7", 2022, "2022-11-27")]
    [InlineData("12-18-from-7", 2023, "2023-12-24")]
    [InlineData("11-23-from-5", 2025, "2025-11-28")]
    [InlineData("05-last-7|easter+49", 2026, "2026-05-31")]
    [InlineData("05-last-7|easter+49", 2023, "2023-06-04")]
    [InlineData("12-25", 2026, "2026-12-25")]
    [InlineData("easter", 2026, "2026-04-05")]
    [InlineData("easter+1", 2026, "2026-04-06")]
    [InlineData("easter-2", 2026, "2026-04-03")]
    [InlineData("easter+39", 2026, "2026-05-14")]
    [InlineData("easter+50", 2026, "2026-05-25")]
    public void Day_Rule_IsTheDayOfThatYear(string rule, int year, string day) => Assert.Equal(day, Feasts.Day(rule, year).ToString("O", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData(2026, 3, 1, 1, "2026-03-02")]
    [InlineData(2026, 3, 5, 1, "2026-03-30")]
    [InlineData(2026, 2, 5, 1, "2026-02-23")]
    [InlineData(2026, 5, -1, 7, "2026-05-31")]
    [InlineData(2026, 5, -1, 1, "2026-05-25")]
    public void NthWeekday_Month_StaysInsideIt(int year, int month, int number, int weekday, string day) =>
        Assert.Equal(day, Feasts.NthWeekday(year, month, number, weekday).ToString("O", CultureInfo.InvariantCulture));
}
