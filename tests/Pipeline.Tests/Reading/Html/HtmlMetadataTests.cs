using Pipeline.Articles;

namespace Pipeline.Tests.Reading.Html;

public sealed class HtmlMetadataTests
{
    private const string Body = "<p>Le conseil de Valmont a voté hier la reprise des travaux du vieux pont, fermé depuis l’été à la suite d’une crue.</p>";

    [Theory]
    [InlineData("<link rel='canonical' href='https://example.org/2026/03/03/pont'>", MetadataSource.UrlPath)]
    [InlineData("<meta property='og:url' content='https://example.org/20260303/pont'>", MetadataSource.UrlPath)]
    [InlineData("<span itemprop='datePublished' content='2026-03-03'>mardi</span>", MetadataSource.Microdata)]
    [InlineData("<meta property='article:published_time' content='2026-03-03T10:00:00+01:00'>", MetadataSource.OpenGraph)]
    [InlineData("<abbr class='published' title='2026-03-03T10:00:00+0100'>mardi</abbr>", MetadataSource.Abbreviation)]
    [InlineData("<meta name='DC.date.issued' content='2026-03-03'>", MetadataSource.MetaTag)]
    [InlineData("<time datetime='2026-03-03T10:00'>mardi</time>", MetadataSource.TimeElement)]
    [InlineData("<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"WebSite\"},{\"datePublished\":\"2026-03-03\"}]}</script>", MetadataSource.StructuredData)]
    [InlineData("<span class='entry-date'>3 mars 2026</span>", MetadataSource.NamedElement)]
    [InlineData("<footer>Mis en ligne : 03/03/2026</footer>", MetadataSource.Text)]
    [InlineData("<meta property='article:modified_time' content='2026-03-03'>", MetadataSource.Modified)]
    public void Day_FromAnySource_IsFoundAndItsSourceNamed(string markup, MetadataSource source)
    {
        var article = Make.Parsed($"<html><body>{markup}<article>{Body}</article></body></html>");

        Assert.Equal((new DateOnly(2026, 3, 3), source), (article.Published, article.PublishedFrom));
    }

    [Fact]
    public void Day_OfAnInstant_IsTheNewsroomsAndTheInstantIsKept()
    {
        var article = Make.Parsed($"<html><head><meta property='article:published_time' content='2026-03-03T23:30:00Z'></head><body>{Body}</body></html>");

        Assert.Equal(new DateOnly(2026, 3, 4), article.Published); // Half past midnight in Paris.
        Assert.Equal(new DateTimeOffset(2026, 3, 3, 23, 30, 0, TimeSpan.Zero), article.PublishedAt);
    }

    [Fact]
    public void Day_OfAPath_TakesTheInstantOfASourceThatAgrees()
    {
        var article = Make.Parsed(
            $"<html><head><link rel='canonical' href='https://example.org/2026/03/03/pont'><meta property='article:published_time' content='2026-03-03T18:05:00+01:00'></head><body>{Body}</body></html>");

        Assert.Equal((MetadataSource.UrlPath, PublicationConfidence.Agreed), (article.PublishedFrom, article.PublishedConfidence));
        Assert.Equal(new DateTimeOffset(2026, 3, 3, 18, 5, 0, TimeSpan.FromHours(1)), article.PublishedAt);
    }

    [Fact]
    public void Day_WhereOneMachineContradictsThreeVoices_IsTheirsAndSaid()
    {
        var article = Make.Parsed(
            $"<html><head><meta name='date' content='2025-11-20'><meta property='og:title' content='x'><script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"datePublished\":\"2026-03-03\"}}</script></head><body><time datetime='2026-03-03'></time><i class='posted'>3 mars 2026</i>{Body}</body></html>");

        Assert.Equal(new DateOnly(2026, 3, 3), article.Published);
        Assert.Equal(4, article.Candidates.Count(candidate => candidate.Field == MetadataField.Published && candidate.Source is not (MetadataSource.Text or MetadataSource.Dateline)));
        Assert.Equal(MetadataSource.MetaTag, article.Candidates.First(candidate => candidate.Field == MetadataField.Published).Source);
    }

    [Fact]
    public void Day_WhereStructuredSourcesDisagree_IsDisputed()
    {
        var article = Make.Parsed(
            $"<html><head><link rel='canonical' href='https://example.org/2026/03/03/pont'><meta property='article:published_time' content='2026-02-10'></head><body>{Body}</body></html>");

        Assert.Equal((new DateOnly(2026, 3, 3), PublicationConfidence.Disputed), (article.Published, article.PublishedConfidence));
        Assert.Contains(ArticleWarning.DisputedDate, article.Warnings);
    }

    [Fact]
    public void Title_BySeveralSources_IsTheHeadlineAndAllAreKept()
    {
        var article = Make.Parsed($$"""
            <html lang="fr-FR"><head><title>Le pont rouvre — La Gazette</title><meta property="og:title" content="Le pont rouvre enfin | La Gazette">
            <meta property="og:site_name" content="La Gazette"><meta name="author" content="Anne Roche"><meta property="article:section" content="Vallée">
            <link rel="canonical" href="https://example.org/pont">
            <script type="application/ld+json">{"@type":["NewsArticle"],"headline":"Le pont de Valmont rouvre","author":[{"@type":"Person","name":"Anne Roche"},{"name":"Paul Vey"}],
            "publisher":{"name":"La Gazette de Valmont"},"articleSection":"Vallée","inLanguage":"fr"}</script></head><body><article><h1>Le pont rouvre</h1>{{Body}}</article></body></html>
            """);

        Assert.Equal("Le pont de Valmont rouvre", article.Title);
        Assert.Equal(
            [
                (MetadataSource.StructuredData, "Le pont de Valmont rouvre"), (MetadataSource.OpenGraph, "Le pont rouvre enfin"),
                (MetadataSource.Heading, "Le pont rouvre"), (MetadataSource.Heading, "Le pont rouvre"),
            ],
            article.Candidates.Where(candidate => candidate.Field == MetadataField.Title).Select(candidate => (candidate.Source, candidate.Value)));
        Assert.Equal(("Anne Roche, Paul Vey", "Vallée", "fr-fr"), (article.Author, article.Section, article.Language));
        Assert.Equal(("La Gazette", "https://example.org/pont"), (article.SourceName, article.SourceUrl!.AbsoluteUri));
        Assert.Contains(new MetadataCandidate(MetadataField.Author, MetadataSource.MetaTag, "Anne Roche"), article.Candidates);
    }

    [Theory]
    [InlineData("<title>Le pont rouvre | La Gazette</title>", "Le pont rouvre | La Gazette")]
    [InlineData("<title>Le pont rouvre | La Gazette</title><meta property='og:site_name' content='la gazette'>", "Le pont rouvre")]
    [InlineData("<title>Valmont - le pont - La Gazette</title><meta property='og:site_name' content='La Gazette'>", "Valmont - le pont")]
    public void Title_OfThePage_LosesTheNameOfItsSite(string head, string title) =>
        Assert.Equal(title, Make.Parsed($"<html><head>{head}</head><body>{Body}</body></html>").Title);
}
