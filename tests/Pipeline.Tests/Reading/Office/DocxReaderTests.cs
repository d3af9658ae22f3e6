using CsCheck;
using Pipeline.Articles;
using Pipeline.Articles.Reading;
using static Pipeline.Tests.Reading.Office.DocxFile;

namespace Pipeline.Tests.Reading.Office;

public sealed class DocxReaderTests
{
    private const string Body = "Le conseil de Valmont a voté hier la reprise des travaux du vieux pont, fermé depuis l’été.";

    [Fact]
    public void Read_PropertiesAndATitledParagraph_GiveWhatTheDocumentSays()
    {
        var bytes = new DocxFile()
            .Styles("<w:style w:styleId=\"Titre\"><w:name w:val=\"Title\"/></w:style>")
            .Properties("<dc:title>Modèle de la rédaction</dc:title><dc:creator>Ann Reed</dc:creator><dcterms:created>2026-03-04T09:15:00Z</dcterms:created>")
            .Part("word/document.xml", Document(Paragraph("Le pont rouvre", "Titre") + Paragraph(Body))).Build();

        var article = Article(bytes);

        Assert.Equal(("Le pont rouvre", "Ann Reed"), (article.Title, article.Author));
        Assert.Equal($"Le pont rouvre\n\n{Body}", article.Text);
        Assert.Equal((new DateOnly(2026, 3, 4), MetadataSource.DocumentProperties), (article.Published, article.PublishedFrom));
        Assert.Equal(PublicationConfidence.Weak, article.PublishedConfidence);
        Assert.Contains(new MetadataCandidate(MetadataField.Title, MetadataSource.DocumentProperties, "Modèle de la rédaction"), article.Candidates);
    }

    [Theory]
    [InlineData("<w:style w:styleId=\"T\"><w:name w:val=\"heading 1\"/></w:style>", true)]
    [InlineData("<w:style w:styleId=\"T\"><w:name w:val=\"Manchette\"/><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style>", true)]
    [InlineData("<w:style w:styleId=\"T\"><w:name w:val=\"Manchette\"/><w:basedOn w:val=\"U\"/></w:style><w:style w:styleId=\"U\"><w:name w:val=\"Title\"/></w:style>", true)]
    [InlineData("<w:style w:styleId=\"T\"><w:basedOn w:val=\"U\"/></w:style><w:style w:styleId=\"U\"><w:basedOn w:val=\"T\"/></w:style>", false)]
    [InlineData("<w:style w:styleId=\"T\"><w:name w:val=\"heading 2\"/></w:style>", false)]
    [InlineData("<w:style w:styleId=\"T\"><w:name w:val=\"Subtitle\"/></w:style>", false)]
    [InlineData("", false)]
    public void Read_AParagraphInAStyle_IsTheTitleByWhatTheStyleIs(string styles, bool isTitle)
    {
        var article = Article(new DocxFile().Styles(styles).Part("word/document.xml", Document(Paragraph("Pont.", "T") + Paragraph(Body))).Build());

        Assert.Equal(isTitle, article.Candidates.Contains(new MetadataCandidate(MetadataField.Title, MetadataSource.Heading, "Pont.")));
        Assert.Equal(!isTitle, article.Warnings.Contains(ArticleWarning.NoTitle));
    }

    public static TheoryData<string, string> Seen => new()
    {
        { "runs", $"<w:p>{Run(Body[..20])}{Run(Body[20..], "<w:b/>")}</w:p>" },
        { "empty elements", $"<w:p/><w:p><w:r/></w:p>{Paragraph(Body)}<w:p><w:pPr/></w:p>" },
        { "deletions and moves", $"<w:p><w:del>{Run("effacé ")}</w:del><w:ins>{Run(Body)}</w:ins><w:moveFrom>{Run(" parti")}</w:moveFrom><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>" },
        { "hidden text", $"<w:p>{Run("caché", "<w:vanish/>")}{Run(Body, "<w:vanish w:val=\"false\"/>")}</w:p>" },
        { "the mark of a hidden paragraph", $"<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>{Run(Body)}</w:p>" },
        { "codes of fields", $"<w:p>{Field("HYPERLINK \"https://example.org\"", Run(Body))}</w:p>" },
        { "a field in a field", $"<w:p>{Field("IF " + "</w:instrText></w:r>" + Field("PAGE", Run("3")) + "<w:r><w:instrText> x", Run(Body))}</w:p>" },
        { "notes and comments", $"<w:p>{Run(Body)}<w:r><w:footnoteReference w:id=\"1\"/></w:r><w:r><w:annotationRef/></w:r></w:p>" },
        { "phonetic guides", $"<w:p><w:r><w:ruby><w:rt>{Run("pon")}</w:rt><w:rubyBase>{Run(Body)}</w:rubyBase></w:ruby></w:r></w:p>" },
        { "a control nobody filled in", $"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{Paragraph("Cliquez ici")}</w:sdtContent></w:sdt>{Paragraph(Body)}" },
        { "a control that is filled in", $"<w:sdt><w:sdtPr><w:tag w:val=\"t\"/></w:sdtPr><w:sdtContent>{Paragraph(Body)}</w:sdtContent></w:sdt>" },
        { "the same for old programs", $"<mc:AlternateContent><mc:Choice Requires=\"wps\">{Paragraph(Body)}</mc:Choice><mc:Fallback>{Paragraph(Body)}</mc:Fallback></mc:AlternateContent>" },
        { "only for old programs", $"<mc:AlternateContent><mc:Fallback>{Paragraph(Body)}</mc:Fallback></mc:AlternateContent><mc:AlternateContent/>" },
        { "other namespaces", $"<w:p>{Run(Body)}<v:t>dessin</v:t></w:p>" },
        { "an entity of a sign", Paragraph(Body.Replace("’", "&#8217;", StringComparison.Ordinal)) },
    };

    [Theory]
    [MemberData(nameof(Seen))]
    public void Read_WhatAReaderOfThePageSees_IsTheText(string name, string body) => Assert.Equal((name, Body), (name, Article(Of(body)).Text));

    [Fact]
    public void Read_Signs_AreTheirCharacters()
    {
        var article = Article(Of(
            $"<w:p>{Run("Avant")}<w:r><w:br/><w:t>après</w:t><w:tab/><w:t>ta</w:t><w:noBreakHyphen/><w:t>t</w:t><w:sym w:font=\"Arial\" w:char=\"2014\"/><w:sym w:font=\"Wingdings\" w:char=\"F0A7\"/><w:sym w:char=\"zz\"/></w:r></w:p>{Paragraph(Body)}"));

        Assert.Equal($"Avant\naprès ta-t—\n\n{Body}", article.Text);
    }

    [Fact]
    public void Read_ATextBox_StandsBehindItsParagraphOnce()
    {
        var box = "<w:txbxContent>" + Paragraph("Encadré : huit mois de travaux") + "</w:txbxContent>";
        var drawn = $"<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><wps:txbx>{box}</wps:txbx></mc:Choice><mc:Fallback><v:textbox>{box}</v:textbox></mc:Fallback></mc:AlternateContent></w:r>";

        Assert.Equal($"{Body}\n\nEncadré : huit mois de travaux\n\nFin.", Article(Of($"<w:p>{Run(Body[..10])}{drawn}{Run(Body[10..])}</w:p>{Paragraph("Fin.")}")).Text);
    }

    [Fact]
    public void Read_ATable_IsALineACell()
    {
        static string Cell(string text) => $"<w:tc><w:tcPr/>{Paragraph(text)}</w:tc>";
        var table = $"<w:tbl><w:tblPr/><w:tr>{Cell("Coût")}{Cell("2 M€")}</w:tr><w:tr>{Cell("Durée")}{Cell("8 mois")}</w:tr></w:tbl>";

        Assert.Equal($"{Body}\nCoût\n2 M€\nDurée\n8 mois\n\nFin.", Article(Of(Paragraph(Body) + table + Paragraph("Fin."))).Text);
    }

    [Theory]
    [InlineData("http://purl.oclc.org/ooxml/wordprocessingml/main")]
    [InlineData(Word)]
    public void Read_EitherNamespace_IsRead(string word) =>
        Assert.Equal(Body, Article(new DocxFile().Part("word/document.xml", Document(Paragraph(Body), word: word)).Build()).Text);

    [Theory]
    [InlineData("word/document2.xml", "word/document2.xml")]
    [InlineData("/word/document2.xml", "word/document2.xml")]
    [InlineData("word/document2.xml", "WORD\\DOCUMENT2.XML")]
    public void Read_AMainPartOfAnyName_IsFound(string target, string path) =>
        Assert.Equal(Body, Article(new DocxFile().Main(target).Part("word/x.xml", "").Part(path, Document(Paragraph(Body))).Build()).Text);

    [Theory]
    [InlineData("word/styles.xml")]
    [InlineData("docProps/core.xml")]
    [InlineData("_rels/.rels")]
    public void Read_ABrokenPartThatCanBeDoneWithout_IsWarnedOf(string path)
    {
        var article = Article(new DocxFile().Part("word/document.xml", Document(Paragraph(Body))).Part(path, "<a><b>").Build());

        Assert.Equal(Body, article.Text);
        Assert.Contains(ArticleWarning.PartialText, article.Warnings);
    }

    [Theory]
    [InlineData("<w:altChunk r=\"x\"/>")]
    [InlineData("<w:subDoc/>")]
    public void Read_APartInAnotherDocument_IsWarnedOf(string part) =>
        Assert.Contains(ArticleWarning.PartialText, Article(Of(Paragraph(Body) + part)).Warnings);

    [Theory]
    [InlineData("begin")]
    [InlineData("separate")]
    [InlineData("end")]
    public void Read_AFieldThatIsNotWhole_TakesNothingOfTheNextParagraph(string step)
    {
        var text = Article(Of($"<w:p><w:r><w:fldChar w:fldCharType=\"{step}\"/></w:r>{Run("Code")}</w:p>{Paragraph(Body)}{Paragraph("Fin.")}")).Text;

        Assert.EndsWith($"{Body}\n\nFin.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AFieldOverParagraphs_KeepsItsResult()
    {
        var (begin, separate, end) = (Step("begin"), Step("separate"), Step("end"));

        Assert.Equal($"{Body}\n\nFin.", Article(Of($"<w:p>{begin}{Run("TOC")}{separate}{Run(Body)}</w:p><w:p>{Run("Fin.")}{end}</w:p>")).Text);
    }

    [Fact]
    public void Read_AnyRunsAndParagraphs_GiveTheirTextInOrder()
    {
        var word = Gen.String[Gen.Char["abcé’.0 "], 1, 12].Where(text => text.Trim().Length > 0);
        var reader = Make.Reader();
        word.Array[1, 5].Array[1, 6].Sample(
            paragraphs =>
            {
                var bytes = Of(string.Concat(paragraphs.Select(runs => $"<w:p>{string.Concat(runs.Select(run => Run(run)))}</w:p>")) + Paragraph(Body));
                var expected = string.Join("\n\n", paragraphs.Select(runs => string.Concat(runs).Trim()).Append(Body));
                Assert.Equal(expected, Assert.IsType<ReadOutcome.Read>(reader.Read(Make.Raw("a.docx", bytes), default)).Article.Text);
            },
            iter: 300);
    }

    internal static string Step(string type) => $"<w:r><w:fldChar w:fldCharType=\"{type}\"/></w:r>";

    private static string Field(string code, string result) =>
        $"{Step("begin")}<w:r><w:instrText>{code}</w:instrText></w:r>{Step("separate")}{result}{Step("end")}";

    private static ParsedArticle Article(byte[] bytes) => Assert.IsType<ReadOutcome.Read>(Make.Reader().Read(Make.Raw("a.docx", bytes), Make.Token)).Article;
}
