using Pipeline.Articles;
using Pipeline.Articles.Reading.Metadata;

namespace Pipeline.Tests.Reading.Metadata;

public sealed class FileNameDayTests
{
    [Theory]
    [InlineData("2026-03-04-pont.md", "2026-03-04")]
    [InlineData("dossier/2026/20260304_pont.txt", "2026-03-04")]
    [InlineData("pont 2026.03.04.docx", "2026-03-04")]
    [InlineData("24-03-2026 pont.txt", "2026-03-24")]
    [InlineData("03-24-2026.txt", "2026-03-24")]
    [InlineData("04-04-2026.txt", "2026-04-04")]
    [InlineData("04-03-2026.txt", null)]
    [InlineData("2026-13-45.txt", null)]
    [InlineData("2026-0304.txt", null)]
    [InlineData("2026-03-04/pont.txt", null)]
    [InlineData("120260304.txt", null)]
    [InlineData("pont.txt", null)]
    public void FileName_WithADay_GivesItUnlessItCanBeReadInTwoWays(string name, string? day) => Assert.Equal(day, FileNameDay.Of(name));

    [Fact]
    public void FileName_WhereNothingElseNamesADay_IsTaken()
    {
        var bytes = "Le conseil de Valmont a voté hier la reprise des travaux du vieux pont."u8.ToArray();

        var read = Make.Reader().Read(Make.Raw("2026-03-02-pont.txt", bytes), Make.Token);

        var article = Assert.IsType<Pipeline.Articles.Reading.ReadOutcome.Read>(read).Article;
        Assert.Equal((new DateOnly(2026, 3, 2), MetadataSource.FileName), (article.Published, article.PublishedFrom));
        Assert.Equal(PublicationConfidence.OneSource, article.PublishedConfidence);
    }
}
