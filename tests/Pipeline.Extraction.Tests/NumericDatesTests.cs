namespace Pipeline.Extraction.Tests;

public sealed class NumericDatesTests
{
    private static readonly DocumentTime Published = new(new DateOnly(2026, 3, 10));

    [Theory]
    [InlineData("fr", "Le vote du 3/4/2026 est valable.", "2026-04-03")]
    [InlineData("en", "The vote of 3/4/2026 stands.", "2026-04-03")]
    [InlineData("en-US", "The vote of 3/4/2026 stands.", "2026-03-04")]
    public void Date_OfDigitsAlone_FollowsTheCustomOfThePackAndIsFlagged(string pack, string text, string expected)
    {
        var timex = Assert.Single(new ArticleExtractor(LanguagePack.For(pack)).Tag(text, Published));

        Assert.Equal(expected, timex.Value);
        Assert.Equal([ExtractionWarning.AmbiguousNumericDate], timex.Warnings);
        Assert.Single(timex.Alternatives);
    }

    [Theory]
    [InlineData("en", "It opened on 2/28/2026 and shut on 3/4/2026.", "2026-02-28 2026-03-04")]
    [InlineData("en-US", "It opened on 28/2/2026 and shut on 3/4/2026.", "2026-02-28 2026-04-03")]
    public void Date_OfDigitsAlone_FollowsWhatTheArticleProves(string pack, string text, string expected)
    {
        var timexes = new ArticleExtractor(LanguagePack.For(pack)).Tag(text, Published);

        Assert.Equal(expected, string.Join(' ', timexes.Select(timex => timex.Value)));
        Assert.All(timexes, timex => Assert.Empty(timex.Warnings));
    }

    [Theory]
    [InlineData("en-us", "en-US")]
    [InlineData("fr-CH", "fr")]
    [InlineData("de", "de")]
    [InlineData("xx", null)]
    [InlineData("", null)]
    public void LanguagePack_ByTag_IsTheVariantElseTheLanguage(string tag, string? expected) => Assert.Equal(expected, LanguagePack.Find(tag)?.Code);

    [Fact]
    public void LanguagePack_Variant_IsNoneOfThoseDetected() => Assert.DoesNotContain(LanguagePack.Shipped, pack => pack.Code.Contains('-', StringComparison.Ordinal));
}
