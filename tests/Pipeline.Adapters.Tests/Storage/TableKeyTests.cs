using Pipeline.Adapters.Storage;
using Pipeline.Extraction;

namespace Pipeline.Adapters.Tests.Storage;

public sealed class TableKeyTests
{
    [Theory]
    [InlineData("2026-03-04", "2026-03-04")]
    [InlineData("2026-03", "2026-03~")]
    [InlineData("2026", "2026~")]
    [InlineData("2026-03-04/2026-03-06", "2026-03-04~2026-03-06")]
    public void OfDate_EachPrecision_HasAKeyOfItsOwn(string date, string key)
    {
        Assert.Equal(key, TableKey.OfDate(DateSpan.Parse(date)));
        EntityLimits.CheckKey(key);
    }

    [Fact]
    public void OfDate_ImpreciseDates_SortAfterTheirDays()
    {
        string[] sorted = [.. new[] { "2026", "2026-04-01", "2026-03", "2026-03-04/2026-03-06", "2026-03-31", "2026-03-04", "2027-01-01" }
            .Select(date => TableKey.OfDate(DateSpan.Parse(date)))
            .Order(StringComparer.Ordinal)];
        Assert.Equal(["2026-03-04", "2026-03-04~2026-03-06", "2026-03-31", "2026-03~", "2026-04-01", "2026~", "2027-01-01"], sorted);
    }

    [Fact]
    public void From_SafeId_StaysAsItIs() => Assert.Equal("abc-1.2~3", TableKey.From("abc-1.2~3"));

    [Theory]
    [InlineData("a/b")]
    [InlineData("../x")]
    [InlineData("Main")]
    [InlineData("été")]
    [InlineData("a\nb")]
    public void From_UnsafeId_BecomesASafeKeyOfItsOwn(string id)
    {
        EntityLimits.CheckKey(TableKey.From(id));
        Assert.Equal(TableKey.From(id), TableKey.From(id));
        Assert.NotEqual(TableKey.From(id), TableKey.From(id + "x"));
    }

    [Fact]
    public void NewestFirst_LaterInstant_SortsBefore()
    {
        var at = new DateTimeOffset(2026, 3, 4, 6, 30, 0, TimeSpan.Zero);
        Assert.True(string.CompareOrdinal(TableKey.NewestFirst(at.AddMilliseconds(1)), TableKey.NewestFirst(at)) < 0);
        EntityLimits.CheckKey(TableKey.NewestFirst(DateTimeOffset.MaxValue));
        EntityLimits.CheckKey(TableKey.NewestFirst(DateTimeOffset.MinValue));
    }

    [Fact]
    public void OfHour_OtherZone_IsTheHourInUtc() =>
        Assert.Equal("2026030405", TableKey.OfHour(new DateTimeOffset(2026, 3, 4, 7, 59, 59, TimeSpan.FromHours(2))));
}
