using CsCheck;
using Pipeline.Articles;
using Pipeline.Articles.Reading;
using Pipeline.Testing;

namespace Pipeline.Tests.Reading.Pdf;

public sealed class PdfReaderTests
{
    private static readonly string[] Left =
    [
        "The council of Valmont voted last night to go", "on with the works on the old bridge, which has", "been closed since the summer. The infor-",
        "mation was given by the mayor, who spoke of a", "long-awaited step, and by two of his deputies.",
    ];

    private static readonly string[] Right =
    [
        "The works will last three months. They cost the", "town two million, of which the state pays the", "half. The opposition calls the price a long-",
        "awaited scandal and asks for an inquiry that", "would begin before the end of the year.",
    ];

    private const string LeftText = "The council of Valmont voted last night to go on with the works on the old bridge, which has been closed since the summer. The information was given by the mayor, who spoke of a long-awaited step, and by two of his deputies.";

    private const string RightText = "The works will last three months. They cost the town two million, of which the state pays the half. The opposition calls the price a long-awaited scandal and asks for an inquiry that would begin before the end of the year.";

    [Fact]
    public void Read_TwoColumns_AreReadOneAfterTheOtherWhateverTheirOrderInTheFile()
    {
        var file = new PdfFile().Page().Lines(310, 700, Right).Lines(50, 700, Left).Line(50, 740, "The old bridge opens again after one long year of waiting", 18);

        Assert.Equal($"The old bridge opens again after one long year of waiting\n\n{LeftText}\n\n{RightText}", Article(file.Build()).Text);
    }

    [Fact]
    public void Read_ColumnsThatDoNotStandLevel_AreReadOneAfterTheOther()
    {
        var file = new PdfFile().Page().Lines(310, 694, Right).Lines(50, 700, Left);

        Assert.Equal($"{LeftText}\n\n{RightText}", Article(file.Build()).Text);
    }

    [Fact]
    public void Read_AHeadlineAcross_PartsTheStoriesAboveAndBelow()
    {
        var file = new PdfFile().Page().Lines(50, 700, Left).Lines(310, 700, Right)
            .Line(50, 620, "And another thing that has happened in the town of Valmont, right below", 14).Lines(50, 590, Right).Lines(310, 590, Left);

        Assert.Equal([LeftText, RightText, "And another thing that has happened in the town of Valmont, right below", RightText, LeftText], Article(file.Build()).Text.Split("\n\n"));
    }

    [Fact]
    public void Read_AHeadlineInLargeType_IsTheTitleBeforeTheProperties()
    {
        var article = Article(new PdfFile().Properties("Microsoft Word - pont.docx", "Ann Reed").Page().Line(50, 760, "The old bridge opens", 20).Line(50, 738, "after a year", 20).Lines(50, 700, Left).Build());

        Assert.Equal("The old bridge opens after a year", article.Title);
        Assert.StartsWith("The old bridge opens after a year\n\nThe council", article.Text, StringComparison.Ordinal);
        Assert.Equal(("Ann Reed", new DateOnly(2026, 3, 4), MetadataSource.DocumentProperties), (article.Author, article.Published, article.PublishedFrom));
        Assert.Empty(article.Warnings);
    }

    [Fact]
    public void Read_ParagraphsByDistanceOrIndent_AreParted()
    {
        var byDistance = new PdfFile().Page().Lines(50, 700, Left).Lines(50, 630, Right);
        var byIndent = new PdfFile().Page().Lines(50, 700, Left).Line(62, 640, Right[0]).Lines(50, 628, Right[1..]);

        Assert.Equal($"{LeftText}\n\n{RightText}", Article(byDistance.Build()).Text);
        Assert.Equal($"{LeftText}\n\n{RightText}", Article(byIndent.Build()).Text);
    }

    [Fact]
    public void Read_RunningLinesAndPageNumbers_AreLeftOutAndSentencesGoOnOverThePage()
    {
        var file = new PdfFile();
        for (var page = 1; page <= 3; page++)
        {
            file.Page().Line(50, 800, $"The Valmont Gazette - page {page} of 3", 8).Line(290, 30, $"{page}", 8)
                .Lines(50, 700, page == 1 ? Left[..3] : page == 2 ? Left[3..] : Right);
        }

        Assert.Equal($"{LeftText}\n\n{RightText}", Article(file.Build()).Text);
    }

    [Fact]
    public void Read_AHeadlineThatLaterPagesRepeat_StaysOnTheFirst()
    {
        var file = new PdfFile().Page().Line(50, 760, "The old bridge opens", 20).Lines(50, 700, Left)
            .Page().Line(50, 800, "The old bridge opens", 8).Lines(50, 700, Right).Page().Line(50, 800, "The old bridge opens", 8).Lines(50, 700, "Nothing else is known.", "The mayor keeps silent.");

        Assert.Equal($"The old bridge opens\n\n{LeftText}\n\n{RightText}\n\nNothing else is known.\n\nThe mayor keeps silent.", Article(file.Build()).Text);
    }

    [Fact]
    public void Read_PagesBeyondTheLimit_AreLeftOutAndSaid()
    {
        var bytes = new PdfFile().Page().Lines(50, 700, Left).Page().Lines(50, 700, Right).Build();

        var article = Article(bytes, new ReadingOptions { Pdf = { MaxPages = 1 } });

        Assert.Equal(LeftText, article.Text);
        Assert.Contains(ArticleWarning.PartialText, article.Warnings);
        Assert.Equal(RejectionCode.TooComplex, Refusal(bytes, new ReadingOptions { Pdf = { MaxLettersPerPage = 100 } }));
    }

    [Fact]
    public void Read_PicturesAlone_HaveNoTextLayer() => Assert.Equal(RejectionCode.NoTextLayer, Refusal(new PdfFile().Page().Page().Build()));

    [Fact]
    public void Read_ALockedFile_IsEncrypted()
    {
        var key = new string('0', 64);
        var bytes = PdfFile.OfObjects(
            $"/Encrypt 4 0 R /ID [<{key[..32]}><{key[..32]}>]",
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
            $"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <{key}> /U <{key}> >>");

        Assert.Equal(RejectionCode.Encrypted, Refusal(bytes));
    }

    public static TheoryData<string, byte[]> Damaged => new()
    {
        { "pages that are their own parent", PdfFile.OfObjects("", "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 /Parent 2 0 R >>") },
        { "a reference to itself", PdfFile.OfObjects("", "<< /Type /Catalog /Pages 2 0 R >>", "2 0 R") },
        { "arrays without end", PdfFile.OfObjects("", "<< /Type /Catalog /Pages 2 0 R /A " + new string('[', 100_000) + " >>", "<< /Type /Pages /Kids [] /Count 0 >>") },
        { "nothing but the signature", "%PDF-1.7"u8.ToArray() },
    };

    [Theory]
    [MemberData(nameof(Damaged))]
    public void Read_ADamagedFile_IsRefused(string name, byte[] bytes) =>
        Assert.Equal((name, RejectionCode.Damaged), (name, Refusal(bytes)));

    [Fact]
    public void Read_BeyondItsTime_IsTooSlow()
    {
        var file = new PdfFile();
        for (var page = 0; page < 60; page++)
        {
            file.Page().Lines(50, 700, Left).Lines(310, 700, Right);
        }

        Assert.Equal(RejectionCode.TooSlow, Refusal(file.Build(), new ReadingOptions { Pdf = { MaxSeconds = 0 } }));
    }

    [Fact]
    public void Read_WhenTheCallerGivesUp_Stops()
    {
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => Make.Reader().Read(Make.Raw("a.pdf", new PdfFile().Page().Lines(50, 700, Left).Build()), stopped.Token));
    }

    [Fact]
    public void Read_CutOrChangedFiles_NeverThrow()
    {
        var bytes = new PdfFile().Properties("x", "y").Page().Lines(50, 700, Left).Build();
        var reader = Make.Reader();
        Gen.Select(Gen.Int[0, bytes.Length - 1].Array[1, 5], Gen.Byte, Gen.Int[20, bytes.Length]).Sample(
            (places, value, length) =>
            {
                var changed = bytes[..length];
                Array.ForEach(places, at => changed[at % length] = value);
                Assert.NotNull(reader.Read(Make.Raw("a.pdf", changed), default));
            },
            iter: 300);
    }

    private static ParsedArticle Article(byte[] bytes, ReadingOptions? options = null) =>
        Assert.IsType<ReadOutcome.Read>(Make.Reader(options).Read(Make.Raw("a.pdf", bytes), Make.Token)).Article;

    private static RejectionCode Refusal(byte[] bytes, ReadingOptions? options = null) =>
        Assert.IsType<ReadOutcome.Refused>(Make.Reader(options).Read(Make.Raw("a.pdf", bytes), Make.Token)).Reason.Code;
}
