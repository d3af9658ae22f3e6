using System.Text;
using CsCheck;
using Pipeline.Articles.Reading;
using Pipeline.Tests.Reading.Archives;
using static Pipeline.Tests.Reading.Office.DocxFile;

namespace Pipeline.Tests.Reading.Office;

/// <summary>Documents that would stop a reader, and what they are refused for.</summary>
public sealed class DocxHostileTests
{
    private const string Body = "Le conseil de Valmont a voté hier la reprise des travaux du vieux pont, fermé depuis l’été.";

    private static readonly string Long = string.Concat(Enumerable.Repeat(Body + " ", 2_000));

    public static TheoryData<string, byte[], RejectionCode> Refused => new()
    {
        { "an entity that reads a file", MainPart(Document(Paragraph("&e;"), "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>")), RejectionCode.UnsafeXml },
        { "entities in entities", MainPart(Document(Paragraph("&b;"), "<!doctype a [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>".Replace("doctype", "DOCTYPE", StringComparison.Ordinal))), RejectionCode.UnsafeXml },
        { "a document type in UTF-16", new DocxFile().Part("word/document.xml", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("<!DOCTYPE a []>" + Document(Paragraph(Body)))).ToArray()).Build(), RejectionCode.UnsafeXml },
        { "a document type in the styles", new DocxFile().Part("word/document.xml", Document(Paragraph(Body))).Part("word/styles.xml", "<!DOCTYPE a []><a/>").Build(), RejectionCode.UnsafeXml },
        { "100,000 deep", Of(Repeat("<w:sdt><w:sdtContent>", 50_000) + Paragraph(Body) + Repeat("</w:sdtContent></w:sdt>", 50_000)), RejectionCode.TooComplex },
        { "100,000 deep where nothing is read", Of("<w:del>" + Repeat("<w:x>", 100_000) + Repeat("</w:x>", 100_000) + "</w:del>" + Paragraph(Body)), RejectionCode.TooComplex },
        { "100,000 deep in a control", Of("<w:sdt><w:sdtPr>" + Repeat("<w:x>", 100_000) + Repeat("</w:x>", 100_000) + "</w:sdtPr></w:sdt>" + Paragraph(Body)), RejectionCode.TooComplex },
        { "100,000 deep in the properties", new DocxFile().Properties("<dc:title>" + Repeat("<w>", 100_000) + Repeat("</w>", 100_000) + "</dc:title>").Part("word/document.xml", Document(Paragraph(Body))).Build(), RejectionCode.TooComplex },
        { "an element without end", MainPart("<w:document xmlns:w=\"" + Word + "\"><w:body>" + Paragraph(Body)), RejectionCode.Damaged },
        { "an entity behind a long text", Of(Paragraph(Long + "&nowhere;")), RejectionCode.Damaged },
        { "half a tag behind a long text", Of(Paragraph(Long + "<w:")), RejectionCode.Damaged },
        { "no XML", MainPart("Le pont"), RejectionCode.Damaged },
        { "nothing", MainPart(""), RejectionCode.Damaged },
        { "an encoding nobody knows", MainPart("<?xml version=\"1.0\" encoding=\"x-none\"?><a/>"), RejectionCode.Damaged },
        { "no main part", new DocxFile().Part("word/other.xml", "<a/>").Build(), RejectionCode.Damaged },
        { "no text", Of("<w:p/>"), RejectionCode.NoArticle },
        { "only text that is hidden", Of($"<w:p>{Run(Body, "<w:vanish/>")}</w:p>"), RejectionCode.NoArticle },
        { "a little text", Of(Paragraph("Voir plus bas.")), RejectionCode.TooShort },
        { "a main part that is no packed data", Broken("word/document.xml"), RejectionCode.Damaged },
        { "a bomb", Of("<w:p><w:r><w:t>" + new string(' ', 15_000_000) + "</w:t></w:r></w:p>"), RejectionCode.ZipBomb },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Read_ADocumentThatWouldStopAReader_IsRefusedWithItsReason(string name, byte[] bytes, RejectionCode code) =>
        Assert.Equal((name, code), (name, Assert.IsType<ReadOutcome.Refused>(Make.Reader().Read(Make.Raw("a.docx", bytes), Make.Token)).Reason.Code));

    [Fact]
    public void Read_StylesThatAreNoPackedData_AreDoneWithout() =>
        Assert.IsType<ReadOutcome.Read>(Make.Reader().Read(Make.Raw("a.docx", Broken("word/styles.xml")), Make.Token));

    [Fact]
    public void Read_ALongTextInOneNode_IsWhole()
    {
        var article = Assert.IsType<ReadOutcome.Read>(Make.Reader().Read(Make.Raw("a.docx", Of(Paragraph(Long))), Make.Token)).Article;

        Assert.Equal(Long.Trim(), article.Text);
    }

    [Fact]
    public void Read_WhenTheCallerGivesUp_Stops()
    {
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => Make.Reader().Read(Make.Raw("a.docx", Of(Paragraph(Long))), stopped.Token));
    }

    [Fact]
    public void Read_AnyElementsInAnyOrder_NeverThrow()
    {
        string[] words =
        [
            "p", "r", "t", "pPr", "rPr", "vanish", "pStyle", "tbl", "tr", "tc", "txbxContent", "fldChar", "instrText", "sdt", "sdtPr", "sdtContent", "showingPlcHdr",
            "del", "ins", "moveFrom", "br", "tab", "sym", "ruby", "rt", "altChunk", "hyperlink", "outlineLvl", "sectPr",
        ];
        var name = Gen.OneOf(Gen.OneOf(words).Select(word => "w:" + word), Gen.OneOf("mc:AlternateContent", "mc:Choice", "mc:Fallback", "v:t"));
        var value = Gen.OneOf("", " w:val=\"0\"", " w:val=\"Titre\"", " w:fldCharType=\"begin\"", " w:fldCharType=\"separate\"", " w:fldCharType=\"end\"", " w:char=\"D800\"");
        var leaf = Gen.OneOf(Gen.OneOf("Le pont de Valmont rouvre ce matin.", " ", "", "&#2;"), Gen.Select(name, value, (n, v) => $"<{n}{v}/>"));
        var reader = Make.Reader();
        Tree(leaf, name, value, 6).Array[0, 8].Sample(
            parts => Assert.NotNull(reader.Read(Make.Raw("a.docx", Of(string.Concat(parts))), default)), iter: 1_500);
    }

    [Fact]
    public void Read_CutOrChangedMainParts_NeverThrow()
    {
        var xml = Encoding.UTF8.GetBytes(Document(Paragraph(Body, "Titre") + $"<w:p>{DocxReaderTests.Step("begin")}{Run("x")}</w:p>"));
        var reader = Make.Reader();
        Gen.Select(Gen.Int[0, xml.Length - 1].Array[1, 4], Gen.Byte, Gen.Int[1, xml.Length]).Sample(
            (places, value, length) =>
            {
                var changed = xml[..length];
                Array.ForEach(places, at => changed[at % length] = value);
                Assert.NotNull(reader.Read(Make.Raw("a.docx", new DocxFile().Part("word/document.xml", changed).Build()), default));
            },
            iter: 1_000);
    }

    private static byte[] MainPart(string xml) => new DocxFile().Part("word/document.xml", xml).Build();

    // The first bits of this block name a kind of packing that does not exist.
    private static byte[] Broken(string path)
    {
        var zip = new ZipFile().Add("[Content_Types].xml", "<Types/>");
        if (path != "word/document.xml")
        {
            zip.Add("word/document.xml", Document(Paragraph(Body)));
        }

        var bytes = zip.Add(path, Document(Paragraph(Body))).Build();
        var at = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(path)) + path.Length;
        bytes[at] = 0xFF;
        return bytes;
    }

    private static Gen<string> Tree(Gen<string> leaf, Gen<string> name, Gen<string> value, int depth) => depth == 0
        ? leaf
        : Gen.OneOf(leaf, Gen.Select(name, value, Tree(leaf, name, value, depth - 1).Array[0, 3], (n, v, inner) => $"<{n}{v}>{string.Concat(inner)}</{n}>"));

    private static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();
}
