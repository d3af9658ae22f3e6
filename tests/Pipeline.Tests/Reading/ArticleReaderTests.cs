using System.Text;
using CsCheck;
using Pipeline.Articles;
using Pipeline.Articles.Reading;

namespace Pipeline.Tests.Reading;

public sealed class ArticleReaderTests
{
    private const string Body = "Le conseil de Valmont a voté hier la reprise des travaux du vieux pont, fermé depuis l’été.";

    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public static TheoryData<string, byte[]> Encodings => new()
    {
        { "utf-8", Encoding.UTF8.GetBytes(Body) },
        { "utf-8 with mark", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Body)] },
        { "utf-16 le with mark", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Body)] },
        { "utf-16 be with mark", [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(Body)] },
        { "utf-16 le", Encoding.Unicode.GetBytes(Body) },
        { "utf-16 be", Encoding.BigEndianUnicode.GetBytes(Body) },
        { "windows-1252", Windows1252.GetBytes(Body) },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Reader_AnyEncodingOfEuropeanText_GivesTheSameText(string name, byte[] bytes)
    {
        var outcome = Make.Reader().Read(Make.Raw(name, bytes), TestContext.Current.CancellationToken);

        var article = Assert.IsType<ReadOutcome.Read>(outcome).Article;
        Assert.Equal(Body, article.Text);
        Assert.Equal([ArticleWarning.NoTitle], article.Warnings);
    }

    [Fact]
    public void Reader_AStrayByteOfWindows1252_IsRepairedAndSaid()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("Le pont fermé depuis l"), 0x92, .. Encoding.UTF8.GetBytes("été est rouvert depuis hier.")];

        var article = Assert.IsType<ReadOutcome.Read>(Make.Reader().Read(Make.Raw("a", bytes), TestContext.Current.CancellationToken)).Article;

        Assert.Equal("Le pont fermé depuis l’été est rouvert depuis hier.", article.Text);
        Assert.Equal([ArticleWarning.RepairedEncoding, ArticleWarning.NoTitle], article.Warnings);
    }

    [Fact]
    public void Reader_InvisibleCharacters_AreTakenOutAndSaid()
    {
        var article = Make.Parsed("Le pont\u200B a \u202Erouvert\u0007 hier matin à la circulation.\r\nEnfin.");

        Assert.Equal("Le pont a rouvert hier matin à la circulation.\nEnfin.", article.Text);
        Assert.Equal([ArticleWarning.RemovedControls, ArticleWarning.RemovedBidi, ArticleWarning.Normalised, ArticleWarning.NoTitle], article.Warnings);
    }

    public static TheoryData<string, byte[], string> BadFiles => new()
    {
        { "empty", [], "empty" },
        { "blank", "  \r\n \t"u8.ToArray(), "empty" },
        { "short", "Trop court."u8.ToArray(), "too-short" },
        { "picture", [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0], "wrong-type" },
        { "zip", [.. "PK\u0003\u0004"u8, .. new byte[60]], "damaged" },
        { "docx", [.. "PK\u0003\u0004"u8, .. "xxxxword/document.xml"u8], "damaged" },
        { "pdf", "%PDF-1.7 and so on and so on and so on and so on"u8.ToArray(), "damaged" },
        { "json", """{"headline":"Le pont rouvre","body":"Le conseil de Valmont a voté hier."}"""u8.ToArray(), "unsupported-type" },
        { "xml", "<?xml version=\"1.0\"?><rss><item>Le conseil de Valmont a voté hier la reprise</item></rss>"u8.ToArray(), "unsupported-type" },
        { "zeros", new byte[500], "binary" },
        { "noise", Noise(4_000), "binary" },
        { "large", Encoding.UTF8.GetBytes(new string('a', 5_000_001)), "too-large" },
        { "damaged", Encoding.UTF8.GetBytes(new string('\uFFFD', 80) + new string('a', 100)), "damaged" },
        { "empty page", "<html><body><nav>Accueil</nav><script>var a = 'Le conseil de Valmont';</script></body></html>"u8.ToArray(), "no-article" },
        { "deep page", Encoding.UTF8.GetBytes("<html><body>" + string.Concat(Enumerable.Repeat("<div>", 100_000)) + "x"), "too-complex" },
        { "deep markdown", Encoding.UTF8.GetBytes("# Titre\n\n" + new string('>', 5_000) + new string('a', 9_000)), "too-complex" },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void Reader_ABadFile_IsRefusedWithItsReason(string name, byte[] bytes, string code)
    {
        var refused = Assert.IsType<ReadOutcome.Refused>(Make.Reader().Read(Make.Raw(name + ".txt", bytes), TestContext.Current.CancellationToken));

        Assert.Equal(code, refused.Reason.Code.Name());
        Assert.All(Strings.Languages, language =>
        {
            Assert.NotEmpty(refused.Reason.Reason(Strings.For(language)));
            Assert.NotEmpty(refused.Reason.Remedy(Strings.For(language)));
        });
    }

    [Fact]
    public void Reader_AnyBytes_GivesAnOutcomeAndNeverThrows()
    {
        var reader = Make.Reader();
        Gen.Byte.Array[0, 400].Sample(bytes => Assert.NotNull(reader.Read(Make.Raw("a", bytes), default)), iter: 2_000);
        Gen.String[Gen.Char["<>/=\"'-:#[]()*>\n aébé0123456789&;|,"], 0, 300].Sample(
            text => Assert.NotNull(reader.Read(Make.Raw("a", Encoding.UTF8.GetBytes("<p>" + text)), default)), iter: 2_000);
        Gen.String[Gen.Char["-:#[]{}&*!|>\n aé0\"'"], 0, 200].Sample(
            text => Assert.NotNull(reader.Read(Make.Raw("a", Encoding.UTF8.GetBytes("---\n" + text + "\n---\n" + Body)), default)), iter: 2_000);
    }

    [Fact]
    public void Reader_FrontMatter_GivesTitleDateSourceAndPlainText()
    {
        var article = Make.Parsed("---\ntitle: Le pont rouvre\ndate: 2026-03-04\nsource: La Gazette\nurl: https://example.org/pont\nlang: fr\ntags: [a, b]\n---\n\nLe **conseil** a voté [hier](https://example.org).\n\n1. Mai wird es ernst für die Brücke.\n");

        Assert.Equal("Le pont rouvre", article.Title);
        Assert.Equal("Le pont rouvre\nLe conseil a voté hier.\n\n1. Mai wird es ernst für die Brücke.", article.Text);
        Assert.Equal((new DateOnly(2026, 3, 4), MetadataSource.FrontMatter), (article.Published, article.PublishedFrom));
        Assert.Equal(("La Gazette", "https://example.org/pont", "fr"), (article.SourceName, article.SourceUrl!.AbsoluteUri, article.Language));
    }

    [Fact]
    public void Reader_FrontMatterThatIsNoYaml_IsReadLineByLineAndSaid()
    {
        var article = Make.Parsed($"---\ntitle: Valmont: le pont rouvre\npublished: 2026-03-04\n---\n{Body}");

        Assert.Equal("Valmont: le pont rouvre", article.Title);
        Assert.Equal(new DateOnly(2026, 3, 4), article.Published);
        Assert.Equal([ArticleWarning.RepairedFrontMatter], article.Warnings);
    }

    [Fact]
    public void Reader_AScriptAddressAsSource_IsDropped() =>
        Assert.Null(Make.Parsed($"---\nurl: javascript:alert(1)\ntitle: x\n---\n{Body}").SourceUrl);

    [Fact]
    public void Reader_APageInATextFile_IsReadAsAPage()
    {
        var article = Make.Parsed($"""
            <!doctype html><html><head><title>Le pont rouvre | La Gazette</title><meta property="og:title" content="Le pont rouvre">
            <meta property="article:published_time" content="2026-03-04T23:30:00Z"><meta property="og:site_name" content="La Gazette">
            <link rel="canonical" href="https://example.org/pont"></head>
            <body><nav>Accueil</nav><article><h1>Le pont rouvre</h1><p>{Body}</p><script>alert(1)</script><p>Le maire
            s’en réjouit.</p></article><footer>Mentions</footer></body></html>
            """);

        Assert.Equal("Le pont rouvre", article.Title);
        Assert.Equal($"Le pont rouvre\n{Body}\n\nLe maire s’en réjouit.", article.Text);
        Assert.Equal((new DateOnly(2026, 3, 5), MetadataSource.OpenGraph), (article.Published, article.PublishedFrom)); // Half past midnight in Paris.
        Assert.Equal(("La Gazette", "https://example.org/pont"), (article.SourceName, article.SourceUrl!.AbsoluteUri));
    }

    [Fact]
    public void Reader_BlobMetadata_WinsOverTheFile()
    {
        var article = Make.Parsed($"---\ndate: 2026-03-04\ntitle: Autre\n---\n{Body}", ("published", "2026-03-02"), ("title", "Le pont"), ("source", "La Gazette"));

        Assert.Equal((new DateOnly(2026, 3, 2), MetadataSource.BlobMetadata), (article.Published, article.PublishedFrom));
        Assert.Equal(("Le pont", "La Gazette"), (article.Title, article.SourceName));
    }

    [Fact]
    public void Reader_TextWithATitleLine_TakesItAndKeepsItInTheText()
    {
        var article = Make.Parsed($"Le pont rouvre enfin\n\n{Body}");

        Assert.Equal("Le pont rouvre enfin", article.Title);
        Assert.StartsWith("Le pont rouvre enfin\n\nLe conseil", article.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Le pont rouvre enfin.\n\nLe conseil de Valmont a voté la reprise des travaux.")]
    [InlineData("Le conseil de Valmont a voté hier une motion contre\nla reprise des travaux du vieux pont.")]
    [InlineData(Body)]
    public void Reader_TextWithoutATitleLine_GetsOneThatIsNotAddedToTheText(string text)
    {
        var article = Make.Parsed(text);

        Assert.Contains(ArticleWarning.NoTitle, article.Warnings);
        Assert.InRange(article.Title!.Length, 8, 90);
        Assert.StartsWith(article.Title.TrimEnd('…'), article.Text, StringComparison.Ordinal);
        Assert.Equal(text, article.Text);
    }

    private static byte[] Noise(int count)
    {
        var bytes = new byte[count];
        new Random(1).NextBytes(bytes);
        return bytes;
    }
}
