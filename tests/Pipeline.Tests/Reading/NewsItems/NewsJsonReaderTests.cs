using System.Text;
using CsCheck;
using Pipeline.Articles;
using Pipeline.Articles.Reading;

namespace Pipeline.Tests.Reading.NewsItems;

public sealed class NewsJsonReaderTests
{
    private const string Body = "Le conseil de Valmont a voté hier la reprise des travaux du vieux pont, fermé depuis l’été.";

    private const string SchemaOrg = """
        {"@context":"https://schema.org","@type":"NewsArticle","headline":"Le pont rouvre","articleBody":"BODY",
         "datePublished":"2026-03-04T23:30:00Z","author":[{"@type":"Person","name":"Ann Reed"},{"@type":"Person","name":"Jo Blum"}],
         "publisher":{"@type":"Organization","name":"La Gazette"},"mainEntityOfPage":{"@id":"https://example.org/pont"},
         "inLanguage":"fr-FR","articleSection":"Région"}
        """;

    private const string Ninjs2 = """
        {"uri":"https://example.org/items/7","type":"text","language":"fr","headlines":[{"role":"short","value":"Pont"},{"role":"main","value":"Le pont rouvre"}],
         "bodies":[{"role":"summary","value":"En bref."},{"role":"main","contenttype":"text/html","value":"<p>BODY</p><script>alert(1)</script>"}],
         "contentcreated":"2026-03-04T08:00:00+01:00","versioncreated":"2026-03-05T08:00:00+01:00","by":"Ann Reed","infosources":[{"name":"AVN"}]}
        """;

    private const string Ninjs1 = """
        {"uri":"tag:avn,7","headline":"Le pont rouvre","byline":"Ann Reed","body_text":"BODY","firstcreated":"2026-03-04T08:00:00+01:00","language":"fr"}
        """;

    [Theory]
    [InlineData(SchemaOrg, 5)] // Half past midnight in Paris.
    [InlineData("[" + SchemaOrg + "]", 5)]
    [InlineData("{\"@context\":\"https://schema.org\",\"@graph\":[{\"@type\":\"WebSite\"}," + SchemaOrg + "]}", 5)]
    [InlineData(Ninjs2, 4)]
    [InlineData(Ninjs1, 4)]
    public void Read_ANewsItem_GivesItsTextAndWhatItSays(string json, int day)
    {
        var article = Make.Parsed(json.Replace("BODY", Body, StringComparison.Ordinal));

        Assert.Equal("Le pont rouvre", article.Title);
        Assert.Equal($"Le pont rouvre\n{Body}", article.Text);
        Assert.Equal((new DateOnly(2026, 3, day), MetadataSource.NewsItem), (article.Published, article.PublishedFrom));
        Assert.StartsWith("Ann Reed", article.Author, StringComparison.Ordinal);
        Assert.StartsWith("fr", article.Language, StringComparison.Ordinal);
        Assert.Empty(article.Warnings);
    }

    [Fact]
    public void Read_SchemaOrg_GivesPublisherAddressAndSection()
    {
        var article = Make.Parsed(SchemaOrg.Replace("BODY", Body, StringComparison.Ordinal));

        Assert.Equal(("La Gazette", "https://example.org/pont", "Région", "Ann Reed, Jo Blum"), (article.SourceName, article.SourceUrl!.AbsoluteUri, article.Section, article.Author));
    }

    [Fact]
    public void Read_InUtf16_GivesTheSameText()
    {
        var bytes = Encoding.Unicode.GetBytes(Ninjs1.Replace("BODY", Body, StringComparison.Ordinal));

        var article = Assert.IsType<ReadOutcome.Read>(Make.Reader().Read(Make.Raw("a.json", bytes), Make.Token)).Article;

        Assert.Equal($"Le pont rouvre\n{Body}", article.Text);
    }

    [Fact]
    public void Read_HalfACharacterAsAnEscape_IsReplacedAndSaid()
    {
        var article = Make.Parsed(Ninjs1.Replace("BODY", @"\ud83d Le \ud83d\ude00 \\ud83d " + Body, StringComparison.Ordinal));

        Assert.Contains("\uFFFD Le 😀 \\ud83d Le conseil", article.Text, StringComparison.Ordinal);
        Assert.Equal([ArticleWarning.ReplacedCharacters], article.Warnings);
    }

    [Fact]
    public void Read_SeveralArticles_AreFilesThatAreArticlesEach()
    {
        var json = "[" + SchemaOrg.Replace("BODY", Body, StringComparison.Ordinal) + "," + Ninjs1.Replace("BODY", Body, StringComparison.Ordinal) + "]";

        var package = Assert.IsType<ReadOutcome.Package>(Make.Read(json));

        Assert.Equal(["a.txt!/1.json", "a.txt!/2.json"], package.Entries.Select(entry => entry.Name));
        Assert.All(package.Entries, entry => Assert.Contains(Body, Assert.IsType<ReadOutcome.Read>(Make.Reader().Read(entry, Make.Token)).Article.Text, StringComparison.Ordinal));
    }

    public static TheoryData<string, RejectionCode> Bad => new()
    {
        { """{"name":"x","values":[1,2,3],"note":"Le conseil de Valmont a voté hier la reprise"}""", RejectionCode.UnsupportedType },
        { """{"uri":"x","headline":"Le pont rouvre","datePublished":"1","datePublished":"2","body_text":"Le conseil de Valmont a voté"}""", RejectionCode.Damaged },
        { """{"uri":"x","headline":"Le pont rouvre", "body_text": "Le conseil de Valmont a voté hier" "}""", RejectionCode.Damaged },
        { """{"uri":"x","headline":"Le pont rouvre","type":"picture","renditions":[{"href":"a.jpg"}]}""", RejectionCode.NoArticle },
        { "{\"a\":" + new string('[', 100_000) + new string(']', 100_000) + "}", RejectionCode.TooComplex },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void Read_BadJson_IsRefusedWithItsReason(string json, RejectionCode code) =>
        Assert.Equal(code, Assert.IsType<ReadOutcome.Refused>(Make.Read(json)).Reason.Code);

    [Fact]
    public void Read_TextThatBeginsWithABracket_IsText() =>
        Assert.StartsWith("[Photo] Le conseil", Make.Parsed("[Photo] " + Body).Text, StringComparison.Ordinal);

    [Fact]
    public void Read_CutOrChangedJson_NeverThrows()
    {
        var bytes = Encoding.UTF8.GetBytes(SchemaOrg.Replace("BODY", Body, StringComparison.Ordinal));
        var reader = Make.Reader();
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Byte, Gen.Int[1, bytes.Length]).Sample(
            (at, value, length) =>
            {
                var changed = bytes[..length];
                changed[at % length] = value;
                Assert.NotNull(reader.Read(Make.Raw("a", changed), default));
            },
            iter: 1_000);
    }
}
