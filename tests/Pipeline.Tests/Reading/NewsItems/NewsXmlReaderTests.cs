using System.Text;
using CsCheck;
using Pipeline.Articles;
using Pipeline.Articles.Reading;

namespace Pipeline.Tests.Reading.NewsItems;

public sealed class NewsXmlReaderTests
{
    private const string Body = "Le conseil de Valmont a voté hier la reprise des travaux du vieux pont, fermé depuis l’été.";

    private static readonly string Xhtml =
        $"<inlineXML contenttype=\"application/xhtml+xml\"><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>x</title></head><body><p>{Body}</p><table><tr><td>1</td></tr></table><p>Le maire\n s’en réjouit.</p></body></html></inlineXML>";

    private static readonly string Nitf =
        $"<nitf><head><docdata><date.issue norm=\"20260304T101500+0100\"/></docdata></head><body><body.head><hedline><hl1>Le pont rouvre</hl1></hedline><byline><person>Ann Reed</person></byline></body.head><body.content><block><p>{Body}</p><p>Le maire s’en réjouit.</p></block></body.content></body></nitf>";

    [Fact]
    public void Read_ANewsItemWithXhtml_GivesItsTextAndWhatItSays()
    {
        var article = Make.Parsed(Item(Xhtml));

        Assert.Equal($"Le pont rouvre\n{Body}\n\nLe maire s’en réjouit.", article.Text);
        Assert.Equal((new DateOnly(2026, 3, 4), MetadataSource.NewsItem), (article.Published, article.PublishedFrom));
        Assert.Equal(("Ann Reed", "AVN", "fr"), (article.Author, article.SourceName, article.Language));
        Assert.Empty(article.Warnings);
    }

    [Fact]
    public void Read_ANewsItemWithPlainText_KeepsItsLines() =>
        Assert.EndsWith(Body, Make.Parsed(Item($"<inlineData contenttype=\"text/plain\">{Body}</inlineData>")).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Read_Nitf_AloneOrWithin_GivesItsTextAndWhatItSays(bool isAlone)
    {
        var article = Make.Parsed(isAlone ? Nitf : Item($"<inlineXML>{Nitf}</inlineXML>"));

        Assert.Equal($"Le pont rouvre\n{Body}\n\nLe maire s’en réjouit.", article.Text);
        Assert.Equal((new DateOnly(2026, 3, 4), "Ann Reed"), (article.Published, article.Author));
    }

    [Fact]
    public void Read_AMessageWithSeveralItems_GivesFilesThatAreArticlesEach()
    {
        var xml = $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<newsMessage xmlns=\"http://iptc.org/std/nar/2006-10-01/\"><header/><itemSet>{Item(Xhtml)}{Item(Xhtml)}<packageItem/></itemSet></newsMessage>";

        var package = Assert.IsType<ReadOutcome.Package>(Make.Read(xml));

        Assert.Equal(["a.txt!/1.xml", "a.txt!/2.xml"], package.Entries.Select(entry => entry.Name));
        Assert.All(package.Entries, entry => Assert.Equal("Le pont rouvre", Assert.IsType<ReadOutcome.Read>(Make.Reader().Read(entry, Make.Token)).Article.Title));
    }

    [Theory]
    [InlineData("<?xml version=\"1.0\"?><!DOCTYPE newsItem [<!ENTITY a SYSTEM \"file:///etc/hostname\">]><newsItem>&a;</newsItem>", RejectionCode.UnsafeXml)]
    [InlineData("<!DOCTYPE nitf [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><nitf>&b;</nitf>", RejectionCode.UnsafeXml)]
    [InlineData("<newsItem><contentSet><inlineXML><p>Le conseil a voté", RejectionCode.Damaged)]
    [InlineData("<newsItem><itemMeta/><contentSet><remoteContent href=\"a.jpg\"/></contentSet></newsItem>", RejectionCode.NoArticle)]
    [InlineData("<packageItem><groupSet/></packageItem>", RejectionCode.NoArticle)]
    public void Read_ABadItem_IsRefusedWithItsReason(string xml, RejectionCode code) =>
        Assert.Equal(code, Assert.IsType<ReadOutcome.Refused>(Make.Read(xml)).Reason.Code);

    [Fact]
    public void Read_BeyondALimit_IsRefusedBeforeAnythingIsBuilt()
    {
        var deep = "<newsItem>" + string.Concat(Enumerable.Repeat("<p>", 100_000)) + string.Concat(Enumerable.Repeat("</p>", 100_000)) + "</newsItem>";
        var many = "<newsItem>" + string.Concat(Enumerable.Repeat("<p/>", 200)) + "</newsItem>";

        Assert.Equal(RejectionCode.TooComplex, Refusal(deep, new ReadingOptions()));
        Assert.Equal(RejectionCode.TooComplex, Refusal(many, new ReadingOptions { NewsXml = { MaxElements = 100 } }));
        Assert.Equal(RejectionCode.NoArticle, Refusal(many, new ReadingOptions()));
        Assert.Equal(RejectionCode.TooComplex, Refusal(Item("<inlineXML>" + string.Concat(Enumerable.Repeat("<p>", 20)) + "x" + string.Concat(Enumerable.Repeat("</p>", 20)) + "</inlineXML>"), new ReadingOptions { NewsXml = { MaxDepth = 16 } }));
    }

    [Fact]
    public void Read_CutOrChangedItems_NeverThrow()
    {
        var bytes = Encoding.UTF8.GetBytes(Item(Xhtml));
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

    private static RejectionCode Refusal(string xml, ReadingOptions options) =>
        Assert.IsType<ReadOutcome.Refused>(Make.Reader(options).Read(Make.Raw("a", Encoding.UTF8.GetBytes(xml)), Make.Token)).Reason.Code;

    private static string Item(string content) => $"""
        <newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" xml:lang="fr"><itemMeta><provider literal="AVN"/><versionCreated>2026-03-05T10:15:00+01:00</versionCreated></itemMeta>
        <contentMeta><contentCreated>2026-03-04T10:15:00+01:00</contentCreated><by>Ann Reed</by><language tag="fr"/><headline>Le pont rouvre</headline></contentMeta>
        <contentSet>{content}</contentSet></newsItem>
        """;
}
