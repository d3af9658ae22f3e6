using System.Globalization;
using CsCheck;

namespace Pipeline.Extraction.Tests;

public sealed class DateSpanTests
{
    private static readonly Gen<DateOnly> Days = Gen.Int[0, DateOnly.MaxValue.DayNumber].Select(DateOnly.FromDayNumber);

    private static readonly Gen<DateSpan> Spans = Gen.OneOf(
        Days.Select(DateSpan.Day),
        Days.Select(day => DateSpan.Month(day.Year, day.Month)),
        Days.Select(day => DateSpan.Year(day.Year)),
        Gen.Select(Days, Days, (one, other) => one < other ? DateSpan.Between(one, other) : DateSpan.Between(other, one)));

    [Theory]
    [InlineData("2026-03-04", "2026-03-04", "2026-03-04", DatePrecision.Day)]
    [InlineData("2024-02", "2024-02-01", "2024-02-29", DatePrecision.Month)]
    [InlineData("2026", "2026-01-01", "2026-12-31", DatePrecision.Year)]
    [InlineData("2026-03-09/2026-03-11", "2026-03-09", "2026-03-11", DatePrecision.Interval)]
    public void Parse_EachForm_GivesFirstLastAndPrecision(string text, string first, string last, DatePrecision precision)
    {
        var span = DateSpan.Parse(text);

        Assert.Equal((first, last, precision), (span.First.ToString("O", CultureInfo.InvariantCulture), span.Last.ToString("O", CultureInfo.InvariantCulture), span.Precision));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("2026-02-30")]
    [InlineData("2026-13")]
    [InlineData("0000")]
    [InlineData("26")]
    [InlineData(" 2026")]
    [InlineData("2026-03-11/2026-03-09")]
    [InlineData("2026-03/2026-04")]
    [InlineData("2026-W09")]
    public void TryParse_NoneOfTheForms_IsFalse(string? text) => Assert.False(DateSpan.TryParse(text, out _));

    [Fact]
    public void Parse_NoneOfTheForms_NamesTheText() =>
        Assert.Contains("2026-W09", Assert.Throws<FormatException>(() => DateSpan.Parse("2026-W09")).Message, StringComparison.Ordinal);

    [Fact]
    public void Between_LastBeforeFirst_Throws() =>
        Assert.Throws<ArgumentException>(() => DateSpan.Between(new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 1)));

    [Fact]
    public void Between_EqualEnds_IsADay() =>
        Assert.Equal(DateSpan.Day(new DateOnly(2026, 3, 2)), DateSpan.Between(new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 2)));

    [Fact]
    public void ToString_AnySpan_IsReadBack() => Spans.Sample(span => DateSpan.Parse(span.ToString()) == span);

    [Fact]
    public void Overlaps_AnyTwoSpans_IsSymmetricAndFollowsFromContains() => Gen.Select(Spans, Spans).Sample((one, other) =>
        one.Overlaps(other) == other.Overlaps(one) && (!one.Contains(other) || one.Overlaps(other)));

    [Fact]
    public void CompareTo_SameFirstDay_PutsTheFinerFirst() => Assert.Equal(
        ["2026-01-01", "2026-01-01/2026-01-03", "2026-01", "2026"],
        new[] { "2026", "2026-01", "2026-01-01/2026-01-03", "2026-01-01" }.Select(DateSpan.Parse).Order().Select(span => span.ToString()));
}
