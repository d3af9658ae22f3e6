using System.Text;
using CsCheck;
using Pipeline.Articles;
using Pipeline.Articles.Reading;

namespace Pipeline.Tests.Reading.Office;

public sealed class OdtReaderTests
{
    private const string Body = "Le conseil de Valmont a voté hier la reprise des travaux du vieux pont, fermé depuis l’été.";
    private const string Hiding = "<style:style style:name=\"H\"><style:text-properties text:display=\"none\"/></style:style>";

    [Fact]
    public void Read_PropertiesAndATitledParagraph_GiveWhatTheDocumentSays()
    {
        var article = Article(new OdtFile().Type().Manifest("")
            .Properties("<dc:title>Modèle</dc:title><meta:initial-creator>Ann Reed</meta:initial-creator><dc:creator>Jo Blum</dc:creator><meta:creation-date>2026-03-04T10:15:00</meta:creation-date>")
            .Content($"<text:p text:style-name=\"P1\">Le pont rouvre</text:p><text:p>{Body}</text:p>", "<style:style style:name=\"P1\" style:parent-style-name=\"Title\"/>").Build());

        Assert.Equal(("Le pont rouvre", "Ann Reed", $"Le pont rouvre\n\n{Body}"), (article.Title, article.Author, article.Text));
        Assert.Equal((new DateOnly(2026, 3, 4), MetadataSource.DocumentProperties), (article.Published, article.PublishedFrom));
    }

    [Theory]
    [InlineData("<text:h text:outline-level=\"1\">Pont.</text:h>", true)]
    [InlineData("<text:h>Pont.</text:h>", true)]
    [InlineData("<text:h text:outline-level=\"2\">Pont.</text:h>", false)]
    [InlineData("<text:p text:style-name=\"Title\">Pont.</text:p>", true)]
    [InlineData("<text:p text:style-name=\"Loop\">Pont.</text:p>", false)]
    [InlineData("<text:p>Pont.</text:p>", false)]
    public void Read_AHeading_IsTheTitleByItsLevelOrStyle(string heading, bool isTitle)
    {
        var article = Article(OdtFile.Of($"{heading}<text:p>{Body}</text:p>", "<style:style style:name=\"Loop\" style:parent-style-name=\"Loop\"/>"));

        Assert.Equal(isTitle, article.Candidates.Contains(new MetadataCandidate(MetadataField.Title, MetadataSource.Heading, "Pont.")));
    }

    public static TheoryData<string, string> Seen => new()
    {
        { "spans", $"<text:p>{Body[..20]}<text:span>{Body[20..]}</text:span></text:p>" },
        { "layout of the file", $"<text:p>\n  {Body.Replace(" ", "\n   ", StringComparison.Ordinal)}\n</text:p>" },
        { "tracked deletions", $"<text:tracked-changes><text:changed-region><text:deletion><text:p>effacé</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>{Body}</text:p>" },
        { "notes and comments", $"<text:p>{Body[..10]}<text:note><text:note-body><text:p>note</text:p></text:note-body></text:note>{Body[10..]}<office:annotation><text:p>avis</text:p></office:annotation></text:p>" },
        { "hidden text", $"<text:p text:style-name=\"H\">caché</text:p><text:p>{Body}<text:span text:style-name=\"H\">caché</text:span><text:hidden-text>caché</text:hidden-text></text:p>" },
        { "a hidden section", $"<text:section text:display=\"none\"><text:p>caché</text:p></text:section><text:section><text:p>{Body}</text:p></text:section>" },
        { "descriptions of pictures", $"<text:p>{Body}<draw:frame><svg:title>image</svg:title><svg:desc>le pont</svg:desc><draw:image/></draw:frame></text:p>" },
        { "a field that is called so", $"<text:p><text:title>{Body}</text:title></text:p>" },
        { "an index", $"<text:p>{Body}</text:p><text:p/><text:h/>" },
    };

    [Theory]
    [MemberData(nameof(Seen))]
    public void Read_WhatAReaderOfThePageSees_IsTheText(string name, string body) => Assert.Equal((name, Body), (name, Article(OdtFile.Of(body, Hiding)).Text));

    [Fact]
    public void Read_SpacesTabsAndLines_AreTheirCharacters() =>
        Assert.Equal(
            $"Avant   après suite\nfin\n\n{Body}",
            Article(OdtFile.Of($"<text:p>Avant<text:s text:c=\"3\"/>après<text:tab/>suite<text:line-break/>fin<text:s text:c=\"x\"/></text:p><text:p>{Body}</text:p>")).Text);

    [Fact]
    public void Read_SpacesWithoutNumber_AreBounded() =>
        Assert.InRange(Article(OdtFile.Of($"<text:p>a<text:s text:c=\"2000000000\"/>b</text:p><text:p>{Body}</text:p>")).Text.Length, Body.Length, Body.Length + 110);

    [Fact]
    public void Read_ATextBox_StandsBehindItsParagraph() =>
        Assert.Equal(
            $"{Body}\n\nEncadré\n\nFin.",
            Article(OdtFile.Of($"<text:p>{Body[..10]}<draw:frame><draw:text-box><text:p>Encadré</text:p></draw:text-box></draw:frame>{Body[10..]}</text:p><text:p>Fin.</text:p>")).Text);

    [Fact]
    public void Read_ATable_IsALineACell() =>
        Assert.Equal(
            $"{Body}\nCoût\n2 M€\n\nFin.",
            Article(OdtFile.Of(
                $"<text:p>{Body}</text:p><table:table><table:table-row><table:table-cell><text:p>Coût</text:p></table:table-cell><table:table-cell><text:p>2 M€</text:p></table:table-cell></table:table-row></table:table><text:p>Fin.</text:p>")).Text);

    [Theory]
    [InlineData("application/vnd.oasis.opendocument.text-template")]
    [InlineData("application/vnd.oasis.opendocument.text-master\n")]
    public void Read_ATemplate_IsReadAsAText(string type) => Assert.Equal(Body, Article(new OdtFile().Type(type).Content($"<text:p>{Body}</text:p>").Build()).Text);

    [Fact]
    public void Read_ABrokenManifest_IsWarnedOf() =>
        Assert.Contains(ArticleWarning.PartialText, Article(new OdtFile().Type().Part("META-INF/manifest.xml", "<a>").Content($"<text:p>{Body}</text:p>").Build()).Warnings);

    public static TheoryData<string, byte[], RejectionCode> Refused => new()
    {
        { "locked", new OdtFile().Type().Manifest("<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>").Content($"<text:p>{Body}</text:p>").Build(), RejectionCode.Encrypted },
        { "locked as a whole", new OdtFile().Type().Part("encrypted-package", "x").Build(), RejectionCode.Encrypted },
        { "without its content", new OdtFile().Type().Manifest("").Build(), RejectionCode.Damaged },
        { "with half its content", new OdtFile().Type().Part("content.xml", "<a><b>").Build(), RejectionCode.Damaged },
        { "with a document type", new OdtFile().Type().Content($"<text:p>{Body}</text:p>", head: "<!DOCTYPE a [<!ENTITY e \"e\">]>").Build(), RejectionCode.UnsafeXml },
        { "40,000 deep", OdtFile.Of(Repeat("<text:span>", 40_000) + Repeat("</text:span>", 40_000)), RejectionCode.TooComplex },
        { "100,000 deep in a note", OdtFile.Of("<text:note>" + Repeat("<text:p>", 100_000) + Repeat("</text:p>", 100_000) + "</text:note>"), RejectionCode.TooComplex },
        { "without text", OdtFile.Of("<text:p/>"), RejectionCode.NoArticle },
        { "with an entity behind a long text", OdtFile.Of($"<text:p>{Repeat(Body, 2_000)}&nowhere;</text:p>"), RejectionCode.Damaged },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Read_ABadDocument_IsRefusedWithItsReason(string name, byte[] bytes, RejectionCode code) =>
        Assert.Equal((name, code), (name, Assert.IsType<ReadOutcome.Refused>(Make.Reader().Read(Make.Raw("a.odt", bytes), Make.Token)).Reason.Code));

    [Fact]
    public void Read_AnyElementsInAnyOrder_NeverThrow()
    {
        var name = Gen.OneOf(
            "text:p", "text:h", "text:span", "text:s", "text:tab", "text:section", "text:note", "text:title", "draw:text-box", "draw:frame", "table:table", "office:text",
            "style:style", "text:tracked-changes", "office:annotation", "svg:title");
        var leaf = Gen.OneOf(Gen.OneOf("Le pont de Valmont rouvre ce matin.", " ", ""), name.Select(n => $"<{n}/>"));
        var reader = Make.Reader();
        Tree(leaf, name, 6).Array[0, 8].Sample(
            parts => Assert.NotNull(reader.Read(Make.Raw("a.odt", OdtFile.Of(string.Concat(parts), Hiding)), default)), iter: 1_500);
    }

    [Fact]
    public void Read_CutOrChangedDocuments_NeverThrow()
    {
        var bytes = OdtFile.Of($"<text:h>Le pont</text:h><text:p>{Body}</text:p>");
        var reader = Make.Reader();
        Gen.Select(Gen.Int[0, bytes.Length - 1].Array[1, 4], Gen.Byte, Gen.Int[20, bytes.Length], Gen.Bool).Sample(
            (places, value, length, isCut) =>
            {
                var changed = isCut ? bytes[..length] : [.. bytes];
                Array.ForEach(places, at => changed[at % changed.Length] = value);
                Assert.NotNull(reader.Read(Make.Raw("a.odt", changed), default));
            },
            iter: 1_000);
    }

    private static Gen<string> Tree(Gen<string> leaf, Gen<string> name, int depth) => depth == 0
        ? leaf
        : Gen.OneOf(leaf, Gen.Select(name, Tree(leaf, name, depth - 1).Array[0, 3], (n, inner) => $"<{n}>{string.Concat(inner)}</{n}>"));

    private static ParsedArticle Article(byte[] bytes) => Assert.IsType<ReadOutcome.Read>(Make.Reader().Read(Make.Raw("a.odt", bytes), Make.Token)).Article;

    private static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();
}
