namespace Pipeline.Extraction.Tests.Goldens;

public sealed class GoldenTests
{
    public static TheoryData<string, string> Lines => [.. GoldenFiles.Lines().Select(line =>
        new TheoryDataRow<string, string>($"{line.Language}/{line.File}:{line.Number}", line.Text))];

    public static TheoryData<string> Articles => [.. GoldenFiles.Articles().Select(article => $"{article.Language}/{article.File}:{article.Name}")];

    [Theory]
    [MemberData(nameof(Lines))]
    public void Tagger_GoldenLine_FindsExpressionsAndValues(string place, string text)
    {
        var line = GoldenFiles.Lines().First(line => $"{line.Language}/{line.File}:{line.Number}" == place);
        var timexes = Read(line);

        Assert.True(line.Expected.SequenceEqual(line.Got(timexes)), Trace.Of(place, text, line.Published, line.Expected, line.Got(timexes), timexes));
    }

    [Theory]
    [MemberData(nameof(Articles))]
    public void Extractor_GoldenArticle_FindsItsEvents(string place)
    {
        var article = GoldenFiles.Articles().First(article => $"{article.Language}/{article.File}:{article.Name}" == place);
        var result = new ArticleExtractor(LanguagePack.For(article.Language)).Extract(article.Text, new DocumentTime(article.Published));

        Assert.True(
            article.Expected.SequenceEqual(article.Got(result.Events)),
            Trace.Of(place, article.Text, article.Published, article.Expected, article.Got(result.Events), result.Timexes));
    }

    [Theory]
    [InlineData("fr", 220)]
    [InlineData("en", 220)]
    public void Pack_Shipped_HasItsGoldenLines(string language, int atLeast) =>
        Assert.InRange(GoldenFiles.Lines().Count(line => line.Language == language), atLeast, int.MaxValue);

    private static IReadOnlyList<Timex> Read(GoldenLine line) =>
        new ArticleExtractor(LanguagePack.For(line.Language), new ExtractionOptions { IsNarrative = line.IsNarrative })
            .Tag(line.Text, new DocumentTime(line.Published));
}
