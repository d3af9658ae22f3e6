using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;
using Pipeline.Articles;
using Pipeline.Articles.Reading;

namespace Pipeline.Tests.Reading.Html;

public sealed class HtmlReaderTests
{
    private const string Lead = "Le conseil de Valmont a voté hier la reprise des travaux du vieux pont, fermé depuis l’été à la suite d’une crue.";
    private const string Rest = "Le chantier, confié à une entreprise de la vallée, doit durer huit mois et coûter quatre millions d’euros à la commune.";

    private static string Article => $"<article><h1>Le pont rouvre</h1><p>{Lead}</p><p>{Rest}</p></article>";

    [Fact]
    public void Page_WithMenusAndNeighbours_GivesItsArticleInParagraphs()
    {
        var article = Make.Parsed($"""
            <!doctype html><html><head><title>Le pont rouvre</title></head><body>
            <nav><ul><li><a href="/a">Accueil</a></li><li><a href="/b">Sports</a></li><li><a href="/c">Météo</a></li></ul></nav>
            <main><article><h1>Le pont rouvre</h1><p>{Lead}</p><figure><img src="p.jpg"><figcaption>Le pont en mars</figcaption></figure>
            <div class="related-posts"><p>Lire aussi : la crue de l’été</p></div>
            <ul><li><a href="/1">Un autre article</a></li><li><a href="/2">Et un autre</a></li><li><a href="/3">Encore un</a></li></ul>
            <p>{Rest}</p><ul><li>huit mois de travaux</li><li>quatre millions d’euros</li></ul></article></main>
            <div id="cookie-banner"><p>Nous utilisons des cookies.</p></div><footer>Mentions légales</footer></body></html>
            """);

        Assert.Equal($"Le pont rouvre\n{Lead}\n\n{Rest}\n\nhuit mois de travaux\n\nquatre millions d’euros", article.Text);
        Assert.Empty(article.Warnings);
    }

    [Theory]
    [InlineData("noscript")]
    [InlineData("form")]
    public void Page_WhollyInsideAnElementThatIsUsuallyASurrounding_KeepsItsText(string wrapper)
    {
        var more = string.Concat(Enumerable.Range(1, 12).Select(i => $"<p>Au point {i}, le maire a répondu que la commune paiera sa part du chantier dès cette année.</p>"));

        var article = Make.Parsed($"<html><body><{wrapper}><h1>Le pont rouvre</h1><div id=\"texte\"><p>{Lead}</p>{more}<p>{Rest}</p></div></body></html>");

        Assert.Contains(Lead, article.Text, StringComparison.Ordinal);
        Assert.Contains(Rest, article.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_ThatOnlyAsksForJavaScript_HasNoArticle() => Assert.Equal(
        RejectionCode.NoArticle,
        Assert.IsType<ReadOutcome.Refused>(Make.Read("<html><body><noscript>We are sorry, but this page does not work without JavaScript enabled.</noscript><div id=\"app\"></div></body></html>")).Reason.Code);

    [Fact]
    public void Page_WithAShortArticleBesideAWallOfCookies_GivesTheArticle()
    {
        const string Ask = "<p>Nous et nos partenaires utilisons des cookies. Acceptez les cookies, ou refusez les cookies, ou réglez les traceurs un par un ici.</p>";

        var article = Make.Parsed($"<html><body><div class=\"x\">{Ask}{Ask}{Ask}</div><article><h1>Le pont rouvre</h1><p>{Lead}</p></article></body></html>");

        Assert.Contains(Lead, article.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_WithScriptsHandlersAndTemplates_GivesTextAlone()
    {
        var article = Make.Parsed($$$"""
            <html><body onload="alert(1)"><article><h1>Prix {{7*7}} &lt;b&gt;</h1><p onclick="x()">{{{Lead}}}<script>document.write('vu')</script></p>
            <p>Le code {{7*7}} reste &lt;script&gt;tel quel&lt;/script&gt;. {{{Rest}}}</p><img src=x onerror="alert(2)"></article></body></html>
            """);

        Assert.Equal("Prix {{7*7}} <b>", article.Title);
        Assert.Contains("Le code {{7*7}} reste <script>tel quel</script>.", article.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("alert", article.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("document.write", article.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://www.example.org/2019/43/pont")]
    [InlineData("https://www.example.org/2019/02/30/pont")]
    public void Page_WhoseAddressLooksLikeAnImpossibleDate_KeepsItsText(string address)
    {
        var article = Make.Parsed($"""<html><head><link rel="canonical" href="{address}"><meta property="og:url" content="{address}"></head><body>{Article}</body></html>""");

        Assert.Contains(Rest, article.Text, StringComparison.Ordinal);
        Assert.Equal(MetadataSource.AssumedFromBlob, article.PublishedFrom);
        Assert.Equal(address, article.SourceUrl!.AbsoluteUri);
    }

    [Fact]
    public void Page_WithNothingButTheQuestionForConsent_HasNoArticle()
    {
        var wall = """
            <html><body><div class="didomi-popup"><h2>Votre vie privée</h2>
            <p>Avec votre consentement, nos partenaires et nous utilisons des cookies ou technologies similaires pour stocker et consulter des données.</p>
            <p>Vous pouvez retirer votre consentement à tout moment en cliquant sur « Gérer les cookies ».</p><button>Accepter</button></div></body></html>
            """;

        Assert.Equal(RejectionCode.NoArticle, Refused(wall));
    }

    [Fact]
    public void Page_AnArticleThatSpeaksOfCookies_IsRead() =>
        Assert.Contains("cookies", Make.Parsed($"<html><body><article><p>{Lead}</p><p>{Rest}</p><p>La mairie retire les cookies de son site.</p></article></body></html>").Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"@type":"NewsArticle","datePublished":"2026-03-01","datePublished":"2026-03-02"}""")]
    [InlineData("""{"@type":"NewsArticle",""")]
    public void Page_WithBrokenOrContradictoryData_SaysSoAndIsRead(string json) => AssertIgnored(json);

    [Fact]
    public void Page_WithDataNestedTooDeep_SaysSoAndIsRead() =>
        AssertIgnored("{\"datePublished\":\"2026-03-01\",\"a\":" + new string('[', 100_000) + new string(']', 100_000) + "}");

    [Fact]
    public void Page_WithHalfACharacterInItsData_IsRead()
    {
        var article = Make.Parsed($$"""
            <html><head><script type="application/ld+json">{"@type":"NewsArticle","headline":"\ud800","datePublished":"2026-03-01"}</script></head><body>{{Article}}</body></html>
            """);

        Assert.Equal(("Le pont rouvre", new DateOnly(2026, 3, 1)), (article.Title, article.Published));
    }

    [Fact]
    public void Page_BeyondALimit_IsTooComplex()
    {
        Assert.Equal(RejectionCode.TooComplex, Refused("<html><body>" + Repeat("<div>", 100_000) + Lead));
        Assert.Equal(RejectionCode.TooComplex, Refused("<html><body>" + Repeat("<b>", 100_000) + Lead));
        Assert.Equal(RejectionCode.TooComplex, Refused("<html><body><div " + string.Join(' ', Enumerable.Range(0, 200_000).Select(i => $"a{i}=''")) + ">" + Lead));
        Assert.Equal(RejectionCode.TooComplex, Refused("<html><body>" + Repeat("<p>x</p>", 60_000)));
        Assert.Equal(RejectionCode.TooComplex, Refused("<html><body><!-- <script> -->" + Repeat("<div>", 300) + Lead));
    }

    [Theory]
    [InlineData(nameof(ReadingOptions.MaxHtmlDepth))]
    [InlineData(nameof(ReadingOptions.MaxHtmlTags))]
    [InlineData(nameof(ReadingOptions.MaxHtmlAttributes))]
    public void Page_AtALimit_IsReadAndOneBeyondIsNot(string limit)
    {
        var page = limit switch
        {
            nameof(ReadingOptions.MaxHtmlDepth) => (Func<int, string>)(n => $"<html><body>{Repeat("<div>", n - 3)}<p>{Lead}</p>{Repeat("</div>", n - 3)}</body></html>"),
            nameof(ReadingOptions.MaxHtmlTags) => n => $"<html><head></head><body><p>{Lead}</p>{Repeat("<br>", n - 4)}</body></html>",
            _ => n => $"<html><body><p {string.Join(' ', Enumerable.Range(0, n).Select(i => $"a{i}=1"))}>{Lead}</p></body></html>",
        };
        var options = new ReadingOptions();
        var property = typeof(ReadingOptions).GetProperty(limit)!;
        property.SetValue(options, 120);
        var reader = new ArticleReader(Options.Create(options), Make.Default<NewsroomOptions>());

        Assert.IsType<ReadOutcome.Read>(reader.Read(Make.Raw("a.html", Encoding.UTF8.GetBytes(page(120))), Make.Token));
        Assert.IsType<ReadOutcome.Refused>(reader.Read(Make.Raw("a.html", Encoding.UTF8.GetBytes(page(121))), Make.Token));
    }

    [Fact]
    public void Page_WithScriptsThatWriteTags_IsNotTooComplex() =>
        Assert.Contains(Rest, Make.Parsed($"<html><body><script>var a='{Repeat("<div>", 2_000)}';</script>{Article}</body></html>").Text, StringComparison.Ordinal);

    [Fact]
    public void Page_ThatTakesTooLong_IsRefused()
    {
        var options = Options.Create(new ReadingOptions { HtmlTimeBudget = TimeSpan.FromTicks(1) });
        var page = "<html><body>" + Repeat($"<p>{Lead}</p>", 20_000);

        var refused = Assert.IsType<ReadOutcome.Refused>(
            new ArticleReader(options, Make.Default<NewsroomOptions>()).Read(Make.Raw("a.html", Encoding.UTF8.GetBytes(page)), Make.Token));

        Assert.Equal(RejectionCode.TooSlow, refused.Reason.Code);
    }

    [Fact]
    public async Task Page_ThatIsCancelled_Throws()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        Assert.ThrowsAny<OperationCanceledException>(
            () => Make.Reader().Read(Make.Raw("a.html", Encoding.UTF8.GetBytes($"<html><body>{Article}</body></html>")), stop.Token));
    }

    [Fact]
    public async Task Page_FullOfAddresses_FetchesNothing()
    {
        using var canary = new TcpListener(IPAddress.Loopback, 0);
        canary.Start();
        var at = $"http://127.0.0.1:{((IPEndPoint)canary.LocalEndpoint).Port}";
        var heard = canary.AcceptTcpClientAsync(Make.Token).AsTask();

        var article = Make.Parsed($"""
            <html><head><base href="{at}/"><link rel="canonical" href="{at}/pont"><link rel="stylesheet" href="{at}/s.css"><link rel="amphtml" href="{at}/amp">
            <meta property="og:image" content="{at}/i.jpg"><meta http-equiv="refresh" content="0;url={at}/r"><script src="{at}/s.js"></script></head>
            <body background="{at}/b.png"><iframe src="{at}/f"></iframe><article><h1>Le pont</h1><img src="{at}/p.jpg" srcset="{at}/q.jpg 2x"><p>{Lead}</p><p>{Rest}</p>
            <video src="{at}/v.mp4" poster="{at}/v.jpg"></video><object data="{at}/o"></object></article></body></html>
            """);
        await Task.WhenAny(heard, Task.Delay(TimeSpan.FromMilliseconds(300), Make.Token));

        Assert.Contains(Rest, article.Text, StringComparison.Ordinal);
        Assert.False(heard.IsCompleted);
    }

    private static void AssertIgnored(string json)
    {
        var article = Make.Parsed($"<html><head><script type=\"application/ld+json\">{json}</script></head><body>{Article}</body></html>");

        Assert.Contains(Rest, article.Text, StringComparison.Ordinal);
        Assert.Equal(MetadataSource.AssumedFromBlob, article.PublishedFrom);
        Assert.Equal([ArticleWarning.StructuredDataIgnored], article.Warnings);
    }

    private static RejectionCode Refused(string page) => Assert.IsType<ReadOutcome.Refused>(Make.Read(page)).Reason.Code;

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, Math.Max(0, times)));
}
