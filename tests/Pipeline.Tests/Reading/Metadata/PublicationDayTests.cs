using Microsoft.Extensions.Options;
using Pipeline.Articles;
using Pipeline.Articles.Reading;
using Pipeline.Extraction;

namespace Pipeline.Tests.Reading.Metadata;

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
    [InlineData("Mercredi 4 mars 2026, mis à jour à 19 h 05 — la rédaction de Valmont", 2026, 3, 4)]
    [InlineData("Valmont, 4. März 2026 | Von Jutta Keller", 2026, 3, 4)]
    [InlineData("Arts | Wednesday, March 4, 2026 | Ann Reed-Lowell", 2026, 3, 4)]
    [InlineData("4 March 2026, by Ann Reed", 2026, 3, 4)]
    [InlineData("Mittwoch, 4. März 2026 / Von Jutta Keller, Valmont", 2026, 3, 4)]
    [InlineData("Valmont, mercredi 4 mars 2026. De notre envoyée Jeanne Morel", 2026, 3, 4)]
    [InlineData("Édition du mercredi 4 mars 2026 – Page 3", 2026, 3, 4)]
    [InlineData("L’Écho de Valmont – édition du mercredi 4 mars 2026, page 3", 2026, 3, 4)]
    [InlineData("De notre envoyée à Valmont, Jeanne Morel. Publié le 04/03/2026 à 05:30, modifié à 11:02", 2026, 3, 4)]
    [InlineData("Opinion | Jeanne Morel, soignante | paru le mercredi 4 mars 2026", 2026, 3, 4)]
    [InlineData("Mercredi 4 mars 2026. Par Jeanne Morel", 2026, 3, 4)]
    [InlineData("Stand: 04.03.2026, 18:45 Uhr", 2026, 3, 4)]
    [InlineData("Aggiornato il 4 marzo 2026 alle 18.30", 2026, 3, 4)]
    [InlineData("MARCH 4, 2026, 4:12 PM ET", 2026, 3, 4)]
    [InlineData("Updated 3:15 PM EST, Wed March 4, 2026", 2026, 3, 4)]
    [InlineData("Mar 4, 2026 at 9:00 a.m. EDT", 2026, 3, 4)]
    [InlineData("Valmont (AVN), le 4 mars 2026", 2026, 3, 4)]
    [InlineData("De notre envoyée à Valmont, Jeanne Morel, le 4 mars 2026", 2026, 3, 4)]
    [InlineData("miércoles 4 de marzo de 2026 · 13:25 · Sucesos", 2026, 3, 4)]
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
    [InlineData("Ce 4 mars 2026, Valmont se souvient de la crue")]
    [InlineData("La crue du 4 mars 2026. Un an après, Valmont se souvient")]
    [InlineData("Valmont, 4 mars 2026, 9 heures : la place est vide")]
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

    [Fact]
    public void Published_FarAheadBesideAPlausibleDay_GivesWayAndIsSaid()
    {
        var article = Make.Parsed($"---\ndate: 2027-01-01\ntitle: x\n---\nValmont, le 4 mars 2026 — {Body}");

        Assert.Equal((new DateOnly(2026, 3, 4), MetadataSource.Dateline), (article.Published, article.PublishedFrom));
        Assert.Contains(ArticleWarning.FutureDate, article.Warnings);
    }

    [Theory]
    [InlineData("1987-05-01", ArticleWarning.OldDate)]
    [InlineData("0001-01-01", ArticleWarning.BadDate)]
    [InlineData("2026-02-31", ArticleWarning.BadDate)]
    public void Published_ThatCannotBe_GivesWayToTheNextSource(string day, ArticleWarning warning)
    {
        var article = Make.Parsed($"---\ndate: {day}\ntitle: x\n---\nValmont, le 4 mars 2026 — {Body}");

        Assert.Equal((new DateOnly(2026, 3, 4), MetadataSource.Dateline), (article.Published, article.PublishedFrom));
        Assert.Equal([warning], article.Warnings);
    }

    [Theory]
    [InlineData("---\ndate: 2026-03-04\ntitle: x\n---\n", PublicationConfidence.Agreed)]
    [InlineData(" date 2026-03-04 ", PublicationConfidence.Agreed)]
    [InlineData("Valmont, le 4 mars 2026 — ", PublicationConfidence.OneSource)]
    [InlineData("", PublicationConfidence.Weak)]
    public void Published_BySource_IsTrustedAccordingly(string head, PublicationConfidence confidence) =>
        Assert.Equal(confidence, Make.Parsed(head + Body).PublishedConfidence);

    [Fact]
    public void Limits_OfTheYearAndTheDaysAhead_AreSettings()
    {
        var options = Options.Create(new ReadingOptions { EarliestPublicationYear = 2026, MaxDaysAhead = 0 });
        var reader = new ArticleReader(options, Make.Default<NewsroomOptions>());
        ReadOutcome Read(string day) => reader.Read(Make.Raw("a.txt", System.Text.Encoding.UTF8.GetBytes($"---\ntitle: x\ndate: {day}\n---\n{Body}")), Make.Token);

        Assert.Equal([ArticleWarning.OldDate], Assert.IsType<ReadOutcome.Read>(Read("2025-12-31")).Article.Warnings);
        Assert.Equal([ArticleWarning.FutureDate], Assert.IsType<ReadOutcome.Read>(Read("2026-03-06")).Article.Warnings);
        Assert.Empty(Assert.IsType<ReadOutcome.Read>(Read("2026-03-05")).Article.Warnings);
    }

    [Fact]
    public void RelativeDates_UnderADoubtfulDay_LoseConfidenceAndSaySo()
    {
        var sure = Extracted($"date 2026-03-05\n{Body}");
        var doubtful = Extracted(Body);

        Assert.Equal(new DateOnly(2026, 3, 5), doubtful.Article.Published);
        var (known, assumed) = (sure.Found.Events[0], doubtful.Found.Events[0]);
        Assert.Equal(known.Date, assumed.Date);
        Assert.DoesNotContain(ExtractionWarning.AssumedPublication, known.Warnings);
        Assert.Contains(ExtractionWarning.AssumedPublication, assumed.Warnings);
        Assert.True(assumed.Confidence < known.Confidence);
    }

    private static ExtractOutcome.Extracted Extracted(string text)
    {
        var extract = new ExtractArticle(
            Make.Reader(), Make.Default<ReadingOptions>(), Make.Default<NewsroomOptions>(), LanguagePack.Shipped,
            (pack, words, published) => new ArticleExtractor(pack).Extract(words, published));
        return Assert.IsType<ExtractOutcome.Extracted>(extract.Run(Make.Raw("a.txt", System.Text.Encoding.UTF8.GetBytes(text)), Make.Token));
    }
}
