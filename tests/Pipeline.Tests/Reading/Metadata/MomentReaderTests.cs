using Pipeline.Articles.Reading;
using Pipeline.Articles.Reading.Metadata;

namespace Pipeline.Tests.Reading.Metadata;

public sealed class MomentReaderTests
{
    private static readonly MomentReader Moments = new(new StampReader(new ReadingOptions(), new NewsroomOptions()), new NewsroomOptions());

    [Theory]
    [InlineData("2026-03-04", "2026-03-04")]
    [InlineData("2026-3-4", "2026-03-04")]
    [InlineData("20260304", "2026-03-04")]
    [InlineData("20260304T101500Z", "2026-03-04")]
    [InlineData("2026/03/04 10:15", "2026-03-04")]
    [InlineData("2026-03-04T23:30:00.000Z", "2026-03-05")]
    [InlineData("2026-03-04T23:30:00+0100", "2026-03-04")]
    [InlineData("2026-03-04T23:30-05", "2026-03-05")]
    [InlineData("Wed, 04 Mar 2026 23:30:00 GMT", "2026-03-05")]
    [InlineData("1772577000", "2026-03-03")]
    [InlineData("1772577000000", "2026-03-03")]
    [InlineData("Publié le 4 mars 2026 à 7h12", "2026-03-04")]
    [InlineData("March 4, 2026", "2026-03-04")]
    [InlineData("4.3.26", "2026-03-04")]
    [InlineData("04-03-2026", "2026-03-04")]
    [InlineData("2026年3月4日", "2026-03-04")]
    [InlineData("9999-12-31T23:59:59-10:00", "9999-12-31")]
    public void Moment_InAnySpelling_IsReadAsADayOfTheNewsroom(string value, string day) =>
        Assert.Equal(DateOnly.ParseExact(day, "yyyy-MM-dd"), Moments.Read(value)?.Day);

    [Theory]
    [InlineData("")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("0001-01-01")]
    [InlineData("2026-02-31")]
    [InlineData("2026-13-45")]
    [InlineData("hier")]
    [InlineData("1.2.3")]
    [InlineData("2021/22")]
    [InlineData("0000-00-00 00:00:00")]
    [InlineData("২০২০-০৩-০৪")]
    [InlineData("٢٠٢٠/٠٣/٠٤")]
    [InlineData("१२ मार्च २०२०")]
    public void Moment_ThatIsNone_IsNull(string value) => Assert.Null(Moments.Read(value));
}
