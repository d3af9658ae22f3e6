using System.Text;
using Pipeline.Articles.Reading;
using Pipeline.Articles.Reading.Archives;

namespace Pipeline.Tests.Reading.Archives;

/// <summary>Archives that lie, burst or are locked.</summary>
public sealed class GuardedArchiveTests
{
    private const string Body = "Le conseil de Valmont a voté hier la reprise des travaux du vieux pont, fermé depuis l’été.";

    private static readonly byte[] Text = Encoding.UTF8.GetBytes(Body);

    [Fact]
    public void Crc32_OfTheCheckWord_IsThatOfTheStandard()
    {
        var whole = default(Crc32);
        whole.Append("123456789"u8);
        var parts = default(Crc32);
        parts.Append("1234"u8);
        parts.Append("56789"u8);

        Assert.Equal((0xCBF43926, 0xCBF43926), (whole.Value, parts.Value));
        Assert.Equal(0u, default(Crc32).Value);
    }

    public static TheoryData<string, byte[], RejectionCode> Broken => new()
    {
        { "cut", ZipFile.Of(("a.txt", Text))[..^10], RejectionCode.Damaged },
        { "nothing but the signature", "PK\u0003\u0004"u8.ToArray(), RejectionCode.Damaged },
        { "no such method", new ZipFile().Add("a.txt", Text, method: 97).Build(), RejectionCode.Damaged },
        { "not packed as it says", new ZipFile().Add("a.txt", Text, method: 0).Build(), RejectionCode.Damaged },
        { "another sum", new ZipFile().Add("a.txt", Text, sum: 1).Build(), RejectionCode.Damaged },
        { "longer than it says", new ZipFile().Add("a.txt", Text, length: 5).Build(), RejectionCode.Damaged },
        { "shorter than it says", new ZipFile().Add("a.txt", Text, length: 500).Build(), RejectionCode.Damaged },
        { "locked", new ZipFile().Add("a.txt", Text).Add("b.txt", Text, isLocked: true).Build(), RejectionCode.Encrypted },
        { "more than there can be", new ZipFile().Add("a.txt", Text, length: 2_000_000_000).Build(), RejectionCode.ZipBomb },
        { "a million spaces in a thousand bytes", ZipFile.Of(("a.txt", new byte[2_000_000])), RejectionCode.ZipBomb },
        { "the same, said to be short", new ZipFile().Add("a.txt", new byte[2_000_000], length: 100).Build(), RejectionCode.Damaged },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Read_ABrokenArchive_IsRefusedWithItsReason(string name, byte[] bytes, RejectionCode code) =>
        Assert.Equal((name, code), (name, Assert.IsType<ReadOutcome.Refused>(Read(bytes)).Reason.Code));

    [Fact]
    public void Read_AnArchiveWithoutSums_IsTaken() => Assert.IsType<ReadOutcome.Package>(Read(new ZipFile().Add("a.txt", Text, sum: 0).Build()));

    [Fact]
    public void Read_AMillionSpacesBelowTheFreeSize_AreTaken() => Assert.IsType<ReadOutcome.Package>(Read(ZipFile.Of(("a.txt", new byte[1_000_000]))));

    [Fact]
    public void Read_AFileBeyondTheSizeOfAnArticle_IsRefusedAlone()
    {
        var noise = new byte[6_000_000];
        new Random(20260304).NextBytes(noise);
        var package = Assert.IsType<ReadOutcome.Package>(Read(ZipFile.Of(("a.txt", Text), ("b.txt", noise)), new ReadingOptions { MaxArticleBytes = 10_000_000 }));
        var small = Assert.IsType<ReadOutcome.Package>(
            Make.Reader(new ReadingOptions { Archive = { MaxRatio = 1_100 } }).Read(Make.Raw("a.zip", ZipFile.Of(("a.txt", Text), ("b.txt", Repeated(6_000_000)))), Make.Token));

        Assert.Equal(6_000_000, package.Entries[1].Bytes.Length);
        Assert.Equal(5_000_001, small.Entries[1].Bytes.Length);
        Assert.Equal(RejectionCode.TooLarge, Assert.IsType<ReadOutcome.Refused>(Make.Reader().Read(small.Entries[1], Make.Token)).Reason.Code);
    }

    [Theory]
    [InlineData("XLSX", "[Content_Types].xml", "xl/workbook.xml")]
    [InlineData("PPTX", "[Content_Types].xml", "ppt/presentation.xml")]
    [InlineData("VSDX", "[Content_Types].xml", "visio/document.xml")]
    [InlineData("JAR", "META-INF/MANIFEST.MF", "a.class")]
    [InlineData("APK", "AndroidManifest.xml", "classes.dex")]
    [InlineData("PAGES", "Index/Document.iwa", "preview.jpg")]
    [InlineData("XPS", "FixedDocSeq.fdseq", "a.fpage")]
    public void Read_AnotherFormatThatIsAZipFile_IsRefusedByItsName(string format, string first, string second) =>
        Assert.Equal(new Rejection(RejectionCode.UnsupportedType, format), Assert.IsType<ReadOutcome.Refused>(Read(ZipFile.Of((first, Text), (second, Text)))).Reason);

    [Theory]
    [InlineData("EPUB", "application/epub+zip")]
    [InlineData("ODS", "application/vnd.oasis.opendocument.spreadsheet")]
    [InlineData("ODP", "application/vnd.oasis.opendocument.presentation")]
    [InlineData("ODG", "application/vnd.oasis.opendocument.graphics")]
    [InlineData("OPENDOCUMENT", "application/vnd.oasis.opendocument.database")]
    public void Read_AnotherFormatThatNamesItsType_IsRefusedByItsName(string format, string type) =>
        Assert.Equal(
            new Rejection(RejectionCode.UnsupportedType, format),
            Assert.IsType<ReadOutcome.Refused>(Read(ZipFile.Of(("mimetype", Encoding.ASCII.GetBytes(type)), ("content.xml", Text)))).Reason);

    [Fact]
    public void Read_WhenTheCallerGivesUp_Stops()
    {
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => Make.Reader().Read(Make.Raw("a.zip", ZipFile.Of(("a.txt", Text))), stopped.Token));
    }

    private static byte[] Repeated(int count) => [.. Enumerable.Repeat(Text, (count / Text.Length) + 1).SelectMany(bytes => bytes).Take(count)];

    private static ReadOutcome Read(byte[] bytes, ReadingOptions? options = null) => Make.Reader(options).Read(Make.Raw("a.zip", bytes), Make.Token);
}
