using System.Globalization;
using System.Text;
using CsCheck;
using Pipeline.Articles;
using Pipeline.Articles.Reading;

namespace Pipeline.Tests.Reading.Rtf;

public sealed class RtfReaderTests
{
    private const string Body = "Le conseil de Valmont a voté hier la reprise des travaux du vieux pont, fermé depuis l’été.";

    private static readonly string Plain = Escaped(Body);

    [Fact]
    public void Read_PropertiesAndATitledParagraph_GiveWhatTheDocumentSays()
    {
        var article = Article(
            "{\\rtf1\\ansi\\ansicpg1252{\\stylesheet{\\s0 Normal;}{\\s15\\b Title;}{\\*\\cs10 Default;}}"
            + "{\\info{\\title Mod\\'e8le}{\\author Ann Reed}{\\operator Jo Blum}{\\creatim\\yr2026\\mo3\\dy4\\hr10\\min15}{\\revtim\\yr2026\\mo3\\dy9}}"
            + $"\\pard\\s15 Le pont rouvre\\par\\pard {Plain}\\par}}");

        Assert.Equal(("Le pont rouvre", "Ann Reed", $"Le pont rouvre\n\n{Body}"), (article.Title, article.Author, article.Text));
        Assert.Equal((new DateOnly(2026, 3, 4), MetadataSource.DocumentProperties), (article.Published, article.PublishedFrom));
        Assert.Contains(new MetadataCandidate(MetadataField.Title, MetadataSource.DocumentProperties, "Modèle"), article.Candidates);
    }

    [Theory]
    [InlineData("\\s1 ", true)]
    [InlineData("\\s2 ", false)]
    [InlineData("\\s9 ", false)]
    [InlineData("\\outlinelevel0 ", true)]
    [InlineData("\\outlinelevel1 ", false)]
    [InlineData("\\s1\\pard ", false)]
    public void Read_AHeading_IsTheTitleByItsStyleOrLevel(string words, bool isTitle)
    {
        var article = Article($"{{\\rtf1{{\\stylesheet{{\\s1 heading 1;}}{{\\s2 heading 2;}}}}{words}Pont.\\par\\pard {Plain}}}");

        Assert.Equal(isTitle, article.Candidates.Contains(new MetadataCandidate(MetadataField.Title, MetadataSource.Heading, "Pont.")));
    }

    public static TheoryData<string, string> Seen => new()
    {
        { "layout of the file", "{\\rtf1\\ansi\r\n\\pard " + Plain.Replace(" ", "\r\n ", StringComparison.Ordinal) + "}\r\n" },
        { "formats", "{\\rtf1\\b\\fs24 " + Plain[..20] + "{\\i\\cf2 " + Plain[20..] + "}}" },
        { "tables of the head", "{\\rtf1{\\fonttbl{\\f0\\froman\\fcharset0 Times;}{\\f1 Arial{\\*\\falt Helvetica};}}{\\colortbl;\\red0;}{\\*\\listtable{\\list x}}" + Plain + "}" },
        { "headers and notes", "{\\rtf1{\\header La Gazette\\par}{\\footer 3}" + Plain + "{\\footnote note}{\\*\\annotation avis}}" },
        { "what nobody knows", "{\\rtf1{\\*\\unknown secret {\\b plus}}" + Plain + "\\unknownword12 }" },
        { "hidden text", "{\\rtf1{\\v cach\\'e9}\\v x\\v0 " + Plain + "{\\v y\\plain}}" },
        { "deletions", "{\\rtf1{\\deleted parti}" + Plain + "}" },
        { "a field", "{\\rtf1{\\field{\\*\\fldinst HYPERLINK \"https://example.org\"}{\\fldrslt " + Plain + "}}}" },
        { "a picture", "{\\rtf1{\\pict\\pngblip 89504e470d0a}{\\*\\shppict{\\pict 00ff}}" + Plain + "}" },
        { "a picture in bytes", "{\\rtf1{\\pict\\bin7 }}}{\\a\u0001}" + Plain + "}" },
        { "an object and how it looks", "{\\rtf1{\\object{\\*\\objdata 0105}{\\result " + Plain + "}}}" },
        { "bullets of a list", "{\\rtf1{\\pntext\\'b7\\tab}{\\listtext 1.\\tab}" + Plain + "}" },
        { "two ways of writing", "{\\rtf1{\\upr{Le conseil}{\\*\\ud{" + Plain + "}}}}" },
        { "a mark of UTF-8 before it", "\u00EF\u00BB\u00BF{\\rtf1 " + Plain + "}" },
        { "spaces before it", " \r\n{\\rtf1 " + Plain + "}" },
        { "a style and what it is called", "{\\rtf1{\\stylesheet{\\s1\\sbasedon0 Corps de texte;}}\\s1 " + Plain + "}" },
    };

    [Theory]
    [MemberData(nameof(Seen))]
    public void Read_WhatAReaderOfThePageSees_IsTheText(string name, string rtf) => Assert.Equal((name, Body), (name, Article(rtf).Text));

    [Theory]
    [InlineData("\\ansicpg1252", "\\'e9t\\'e9", "été")]
    [InlineData("", "\\'e9t\\'e9", "été")]
    [InlineData("\\mac", "\\'8et\\'8e", "été")]
    [InlineData("\\pc", "\\'82t\\'82", "été")]
    [InlineData("\\pca", "\\'82t\\'82", "été")]
    [InlineData("\\ansicpg1251", "\\'cc\\'ee\\'f1\\'f2", "Мост")]
    [InlineData("\\ansicpg65001", "\\'c3\\'a9t\\'c3\\'a9", "été")]
    [InlineData("\\ansicpg99999", "\\'e9t\\'e9", "été")]
    [InlineData("{\\fonttbl{\\f3\\fcharset204 Arial;}}\\f3", "\\'cc\\'ee\\'f1\\'f2", "Мост")]
    [InlineData("{\\fonttbl{\\f3\\fcharset128 Mincho;}}\\deff3", "\\'8b\\'b4", "橋")]
    [InlineData("{\\fonttbl{\\f3\\fcharset0\\cpg1250 Arial;}}\\f3", "\\'b3\\'f3d\\'9f", "łódź")]
    [InlineData("", "\\u233?t\\u233\\'65", "été")]
    [InlineData("\\uc0", "\\u233 t\\u233 ", "été")]
    [InlineData("\\uc2", "\\u233 eet\\u233\\'65\\'65", "été")]
    [InlineData("{\\uc4 x}", "\\u-3913?\\u233?", "\uF0B7é")]
    [InlineData("", "\\u55357?\\u56969?", "\U0001F689")]
    [InlineData("", "a\\~b\\_c\\emdash\\endash\\lquote\\rquote\\ldblquote\\rdblquote\\bullet\\{\\}\\\\", "a\u00A0b-c—–‘’“”•{}\\")]
    [InlineData("", "a\\line b\\tab c", "a\nb c")]
    public void Read_AnyEncodingOfACharacter_GivesIt(string head, string text, string expected) =>
        Assert.StartsWith(expected.Length > 0 && head == "{\\uc4 x}" ? "x " + expected : expected, Article($"{{\\rtf1{head} {text}\\par\\plain {Plain}}}").Text, StringComparison.Ordinal);

    [Fact]
    public void Read_ParagraphsAndTables_ArePartedAsTheyAreSeen() =>
        Assert.Equal(
            $"{Body}\nCoût\n2 M\nDurée\n8 mois\n\nFin.\n\nSuite.",
            Article($"{{\\rtf1 {Plain}\\par\\trowd\\pard\\intbl Co\\'fbt\\cell 2 M\\cell\\row\\intbl Dur\\'e9e\\cell 8 mois\\cell\\row\\pard Fin.\\\nSuite.}}").Text);

    [Fact]
    public void Read_ATextBox_StandsBehindItsParagraph()
    {
        var box = "{\\shp{\\*\\shpinst{\\sp{\\sn x}{\\sv 1}}{\\shptxt\\pard Encadr\\'e9 un\\par Encadr\\'e9 deux\\par}}{\\shprslt{\\*\\do\\dptxbx{\\dptxbxtext Encadr\\'e9 un\\par}}}}";

        Assert.Equal($"{Body}\n\nEncadré un\n\nEncadré deux\n\nFin.", Article($"{{\\rtf1 {Plain[..10]}{box}{Plain[10..]}\\par Fin.\\par}}").Text);
    }

    [Theory]
    [InlineData("{\\shptxt{\\upr{a}{\\*\\ud {b}}}{\\upr{c}{\\*\\ud {d}}}}")]
    [InlineData("{\\shptxt{\\shpinst{\\shptxt b}}{\\do{\\dptxbxtext d}}}")]
    [InlineData("{\\shptxt\\shpinst\\shptxt b\\par d}")]
    [InlineData("{\\shptxt b{\\object{\\result d}}}")]
    public void Read_TextInATextBoxInAnyNesting_IsThereOnce(string box)
    {
        var text = Article($"{{\\rtf1 {Plain}{box}\\par Fin.}}").Text;

        Assert.StartsWith(Body, text, StringComparison.Ordinal);
        Assert.Equal("bdFin", string.Concat(text[Body.Length..].Where(char.IsLetter)));
    }

    [Fact]
    public void Read_AFileCutOff_IsReadAndSaid()
    {
        var article = Article("{\\rtf1\\ansi{\\b " + Plain);

        Assert.Equal(Body, article.Text);
        Assert.Contains(ArticleWarning.PartialText, article.Warnings);
        Assert.DoesNotContain(ArticleWarning.PartialText, Article("{\\rtf1 " + Plain + "}").Warnings);
    }

    public static TheoryData<string, string, RejectionCode> Refused => new()
    {
        { "100,000 deep", "{\\rtf1" + new string('{', 100_000) + Plain, RejectionCode.TooComplex },
        { "nothing", "{\\rtf1}", RejectionCode.Damaged },
        { "hidden text alone", "{\\rtf1\\v " + Plain + "}", RejectionCode.Damaged },
        { "bytes beyond the end", "{\\rtf1{\\pict\\bin2000000000 " + Plain + "}}", RejectionCode.Damaged },
        { "half a word", "{\\rtf", RejectionCode.Damaged },
        { "a little text", "{\\rtf1 Voir plus bas.}", RejectionCode.TooShort },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Read_ABadFile_IsRefusedWithItsReason(string name, string rtf, RejectionCode code) =>
        Assert.Equal((name, code), (name, Assert.IsType<ReadOutcome.Refused>(Read(rtf)).Reason.Code));

    [Theory]
    [InlineData("\\bin-5 ")]
    [InlineData("\\u99999999999? ")]
    [InlineData("\\uc-3 ")]
    [InlineData("\\uc99999 }{ ")]
    [InlineData("\\s99999999999 ")]
    [InlineData("\\'zz\\'")]
    [InlineData("\\aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1 ")]
    [InlineData("\\ansicpg-1 \\f-2147483648 ")]
    [InlineData("}}}}{{{ ")]
    public void Read_MalformedWords_LoseNothingOfTheText(string words) =>
        Assert.Contains(Body, Article($"{{\\rtf1{words}}}{{\\uc1 x\\par {Plain}}}").Text, StringComparison.Ordinal);

    [Fact]
    public void Read_WhenTheCallerGivesUp_Stops()
    {
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => Make.Reader().Read(Make.Raw("a.rtf", Bytes("{\\rtf1 " + string.Concat(Enumerable.Repeat(Plain, 100)))), stopped.Token));
    }

    [Fact]
    public void Read_AnyText_ComesBackAsItWasWritten()
    {
        var reader = Make.Reader();
        Gen.String[Gen.Char["abcXYZ éèœ—’“\\{}Мост橋1-;"], 1, 80].Where(text => text.Trim().Length > 0).Array[1, 5].Sample(
            paragraphs =>
            {
                var rtf = "{\\rtf1\\ansi " + string.Join("\\par ", paragraphs.Append(Body).Select(Escaped)) + "}";
                var expected = string.Join("\n\n", paragraphs.Select(text => text.Trim()).Append(Body));
                Assert.Equal(expected, Assert.IsType<ReadOutcome.Read>(reader.Read(Make.Raw("a.rtf", Bytes(rtf)), default)).Article.Text);
            },
            iter: 500);
    }

    [Fact]
    public void Read_AnyWordsInAnyOrder_NeverThrow()
    {
        var word = Gen.OneOf(
            "{", "}", "{\\*", "\\par ", "\\upr ", "\\ud ", "\\shptxt ", "\\shpinst ", "\\do ", "\\dptxbxtext ", "\\object ", "\\result ", "\\stylesheet ", "\\s1 ", "\\fonttbl ",
            "\\f1 ", "\\fcharset204 ", "\\info ", "\\title ", "\\creatim ", "\\yr9999 ", "\\mo99 ", "\\dy0 ", "\\u233 ", "\\uc2 ", "\\'e9", "\\'", "\\bin3 ", "\\v ", "\\deleted ",
            "\\plain ", "\\pard ", "\\intbl ", "\\cell ", "\\u-1 ", "\\ansicpg932 ", "\\", "Le pont de Valmont rouvre ce matin. ");
        var reader = Make.Reader();
        word.Array[1, 40].Sample(words => Assert.NotNull(reader.Read(Make.Raw("a.rtf", Bytes("{\\rtf1 " + string.Concat(words) + Plain)), default)), iter: 5_000);
    }

    private static ReadOutcome Read(string rtf) => Make.Reader().Read(Make.Raw("a.rtf", Bytes(rtf)), Make.Token);

    private static ParsedArticle Article(string rtf) => Assert.IsType<ReadOutcome.Read>(Read(rtf)).Article;

    private static byte[] Bytes(string rtf) => Encoding.Latin1.GetBytes(rtf);

    // As Word writes it: every character beyond ASCII by its number, with a question mark for programs that know no Unicode.
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in text)
        {
            escaped.Append(c is '\\' or '{' or '}' ? $"\\{c}" : c < 0x80 ? c.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\u{(short)c}?"));
        }

        return escaped.ToString();
    }
}
