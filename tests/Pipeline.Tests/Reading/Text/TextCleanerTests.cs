using Pipeline.Articles;
using Pipeline.Articles.Reading;
using Pipeline.Articles.Reading.Text;

namespace Pipeline.Tests.Reading.Text;

public sealed class TextCleanerTests
{
    public static TheoryData<string, string, ArticleWarning?> Cases => new()
    {
        { "a\u0007b\0c", "abc", ArticleWarning.RemovedControls },
        { "a\u202Eb\u2066c\u200Fd", "abcd", ArticleWarning.RemovedBidi },
        { "a\u200Bb\u2060c\uFEFFd", "abcd", ArticleWarning.Normalised },
        { "a\U000E0041\U000E007Fb", "ab", ArticleWarning.Normalised },
        { "a\uD83Db", "a\uFFFDb", ArticleWarning.ReplacedCharacters },
        { "\uDE00ab", "\uFFFDab", ArticleWarning.ReplacedCharacters },
        { "a\u00ADb\r\nc\rd\te\u2028f", "ab\nc\nd e\nf", null },
        { "e\u0301 😀", "é 😀", null },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Clean_WhatNobodySees_IsTakenOutAndNamed(string text, string clean, ArticleWarning? warning)
    {
        var cleaned = TextCleaner.Clean(text);

        Assert.Equal(clean, cleaned.Text);
        Assert.Equal(warning is { } one ? [one] : [], cleaned.Warnings);
    }

    [Fact]
    public void Reader_BidiControlsInATitle_AreTakenOutAndSaid()
    {
        var article = Make.Parsed("Le pont \u202Erouvre enfin\n\nLe conseil de Valmont a voté hier la reprise des travaux du vieux pont.");

        Assert.Equal("Le pont rouvre enfin", article.Title);
        Assert.Equal([ArticleWarning.RemovedBidi], article.Warnings);
    }

    [Fact]
    public void Reader_AFewZeros_AreTakenOutAndManyAreNoText()
    {
        var text = string.Concat(Enumerable.Repeat("Le conseil de Valmont a voté hier la reprise des travaux. ", 10));

        Assert.Contains(ArticleWarning.RemovedControls, Make.Parsed("Le pont\0 rouvre enfin\n\n" + text).Warnings);
        Assert.Equal(RejectionCode.Binary, Assert.IsType<ReadOutcome.Refused>(Make.Read(text.Replace(" ", "\0", StringComparison.Ordinal))).Reason.Code);
    }
}
