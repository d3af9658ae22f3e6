using Pipeline.Articles;

namespace Pipeline.Tests.Reading;

public sealed class PublicationDayTests
{
    private const string Body = "Le conseil a voté hier la reprise des travaux du vieux pont, fermé depuis l’été dernier.";

    [Theory]
    [InlineData(" date 2026-03-04 ")]
    [InlineData("date 2026-03-04\n")]
    [InlineData("Date: 2026-03-04, ")]
    public void FirstLine_DateWords_AreReadAndAreNotPartOfTheText(string header)
    {
        var article = Make.Parsed(header + Body);

        Assert.Equal((new DateOnly(2026, 3, 4), MetadataSource.FirstLine), (article.Published, article.PublishedFrom));
        Assert.Equal(Body, article.Text);
    }

    [Fact]
    public void FirstLine_AnImpossibleDate_IsPassedOverAndSaid()
    {
        var article = Make.Parsed(" date 2026-13-45 " + Body);

        Assert.Equal(MetadataSource.AssumedFromBlob, article.PublishedFrom);
        Assert.Equal([ArticleWarning.NoTitle, ArticleWarning.BadDate], article.Warnings);
    }

    [Theory]
    [InlineData("VALMONT, 24 mars 2026 (AVN) —", 2026, 3, 24)]
    [InlineData("VALMONT, France, March 10, 2026 (Valley Wire) —", 2026, 3, 10)]
    [InlineData("Publié le 8 mars 2026 à 7h12 - Mis à jour le 9 mars 2026 à 18h31", 2026, 3, 8)]
    [InlineData("By Ann Reed, Arts Correspondent | 18 November 2024", 2024, 11, 18)]
    [InlineData("By Ann Reed | June 5, 2025", 2025, 6, 5)]
    [InlineData("Communiqué de presse — Valmont, le 6 mai 2026", 2026, 5, 6)]
    [InlineData("Von Jutta Keller | 2. April 2026", 2026, 4, 2)]
    [InlineData("Publicado el 20/11/2024 a las 09:40", 2024, 11, 20)]
    [InlineData("Paris, le 1er août 2025", 2025, 8, 1)]
    [InlineData("vendredi 6 mars 2026", 2026, 3, 6)]
    [InlineData("2026-03-06", 2026, 3, 6)]
    public void Stamp_NearTheTop_IsReadAndStaysInTheText(string stamp, int year, int month, int day)
    {
        var article = Make.Parsed($"{stamp}\nLe pont rouvre enfin\n\n{Body}");

        Assert.Equal((new DateOnly(year, month, day), MetadataSource.Dateline), (article.Published, article.PublishedFrom));
        Assert.StartsWith(stamp, article.Text, StringComparison.Ordinal);
        Assert.Equal("Le pont rouvre enfin", article.Title);
    }

    [Fact]
    public void Dateline_BeforeTheBodyInOneLine_IsRead() =>
        Assert.Equal(new DateOnly(2026, 3, 2), Make.Parsed($"VALMONT, 2 mars 2026 (AVN) — {Body} {Body}").Published);

    [Theory]
    [InlineData("Crue du 8 mars 2026 : le bilan s’alourdit")]
    [InlineData("Le 8 mars 2026, le pont de Valmont s’est effondré sous les yeux des habitants")]
    [InlineData("Tout commence le vendredi 28 février 2026, quand le ministère annonce sa décision")]
    [InlineData("Ce qui attend Valmont avant le 3 avril 2026")]
    public void Stamp_ADateInAHeadlineOrASentence_IsNone(string line)
    {
        var article = Make.Parsed($"{line}\n\n{Body}");

        Assert.Equal((new DateOnly(2026, 3, 5), MetadataSource.AssumedFromBlob), (article.Published, article.PublishedFrom));
    }

    [Fact]
    public void Published_LongAfterTheDrop_IsKeptAndSaid()
    {
        var article = Make.Parsed($"---\ndate: 2027-01-01\ntitle: x\n---\n{Body}");

        Assert.Equal(new DateOnly(2027, 1, 1), article.Published);
        Assert.Contains(ArticleWarning.FutureDate, article.Warnings);
    }
}
