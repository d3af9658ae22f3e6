using System.Text;
using CsCheck;
using Pipeline.Articles;
using Pipeline.Articles.Reading;
using Pipeline.Testing;
using Pipeline.Tests.Reading.Office;

namespace Pipeline.Tests.Reading.Archives;

public sealed class PackageReaderTests
{
    private const string Body = "Le conseil de Valmont a voté hier la reprise des travaux du vieux pont, fermé depuis l’été.";

    private static readonly byte[] Text = Encoding.UTF8.GetBytes(Body);
    private static readonly byte[] Picture = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13];
    private static readonly byte[] Docx = DocxFile.Of(DocxFile.Paragraph(Body));
    private static readonly byte[] Odt = OdtFile.Of($"<text:p>{Body}</text:p>");

    [Fact]
    public void Read_FilesOfManyFormats_AreArticlesEach()
    {
        var pdf = new PdfFile().Page().Lines(50, 700, "The council of Valmont voted last night to go on", "with the works on the old bridge.").Build();
        var package = Package(ZipFile.Of(("mars/a.txt", Text), ("b.docx", Docx), ("c.odt", Odt), ("d.pdf", pdf), ("e.rtf", "{\\rtf1 "u8.ToArray().Concat(Text).Append((byte)'}').ToArray())));

        Assert.Equal(["a.zip!/mars/a.txt", "a.zip!/b.docx", "a.zip!/c.odt", "a.zip!/d.pdf", "a.zip!/e.rtf"], package.Entries.Select(entry => entry.Name));
        Assert.All(package.Entries, entry => Assert.IsType<ReadOutcome.Read>(Make.Reader().Read(entry, Make.Token)));
        Assert.Empty(package.Warnings);
        Assert.All(package.Entries, entry => Assert.Equal(Make.Dropped, entry.LastModified));
    }

    [Fact]
    public void Read_ADocumentWithoutItsTypeNamed_IsNoArchive()
    {
        var odt = new OdtFile().Manifest("").Content($"<text:p>{Body}</text:p>").Build();

        Assert.Equal(["a.zip!/c.odt"], Names(ZipFile.Of(("c.odt", odt), ("x.zip", ZipFile.Of(("b.txt", Text))))));
    }

    [Fact]
    public void Read_FoldersAndWhatSystemsLeave_AreNoFiles()
    {
        var package = Package(ZipFile.Of(("mars/", []), ("mars\\", []), ("a.txt", Text), ("__MACOSX/._a.txt", Text), (".DS_Store", Text), ("Thumbs.db", Text)));

        Assert.Equal("a.zip!/a.txt", Assert.Single(package.Entries).Name);
        Assert.Empty(package.Warnings);
    }

    [Fact]
    public void Read_WhatBelongsToASavedPage_IsLeftOutAndSaid()
    {
        var package = Package(ZipFile.Of(("page.html", Text), ("page_files/a.css", Text), ("page_files/b.JS", Text), ("page_files/c.svg", Text), ("page_files/d.png", Picture)));

        Assert.Equal("a.zip!/page.html", Assert.Single(package.Entries).Name);
        Assert.Equal([ArticleWarning.SkippedEntries], package.Warnings);
    }

    [Fact]
    public void Read_ATextThatBeginsLikeAPicture_IsAText() =>
        Assert.Equal(["a.zip!/a.txt", "a.zip!/b.txt"], Names(ZipFile.Of(("a.txt", Encoding.UTF8.GetBytes("BM " + Body)), ("b.txt", Encoding.UTF8.GetBytes("GIF89 " + Body)))));

    [Fact]
    public void Read_EmptyFiles_AreFilesAndRefusedByThemselves()
    {
        var package = Package(ZipFile.Of(("a.txt", []), ("b.txt", Text)));

        Assert.Equal(RejectionCode.Empty, Assert.IsType<ReadOutcome.Refused>(Make.Reader().Read(package.Entries[0], Make.Token)).Reason.Code);
    }

    [Fact]
    public void Read_NamesThatLeadOutOfTheArchive_AreLabelsAndWarnedOf()
    {
        var package = Package(ZipFile.Of(("../../evil.txt", Text), ("/evil.txt", Text), ("EVIL.txt", Text), ("..", Text), ("\u202E", Text)));

        Assert.Equal(["a.zip!/evil.txt", "a.zip!/evil.txt~2", "a.zip!/EVIL.txt~3", "a.zip!/~1", "a.zip!/~2"], package.Entries.Select(entry => entry.Name));
        Assert.Equal([ArticleWarning.OddName], package.Warnings);
    }

    [Fact]
    public void Read_AnArchiveBesideFiles_IsLeftOutAndSaid()
    {
        byte[][] archives =
        [
            ZipFile.Of(("b.txt", Text)), ZipFile.Of(), ZipFile.Of(("[Content_Types].xml", Text), ("tool.dll", Text)),
            [0x1F, 0x8B, 0x08, 0, 0], [.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C, 0], [.. "Rar!"u8, 0x1A, 7, 0],
        ];
        var package = Package(ZipFile.Of([("a.txt", Text), .. archives.Select((bytes, i) => ($"{i}.bin", bytes))]));

        Assert.Equal("a.zip!/a.txt", Assert.Single(package.Entries).Name);
        Assert.Equal([ArticleWarning.SkippedEntries], package.Warnings);
    }

    [Fact]
    public void Read_ABrokenDocumentInAnArchive_IsHandedOnToBeRefusedByName()
    {
        var package = Package(ZipFile.Of(("a.txt", Text), ("b.docx", Docx[..^40]), ("c.xlsx", ZipFile.Of(("[Content_Types].xml", []), ("xl/workbook.xml", Text)))));

        Assert.Equal(3, package.Entries.Count);
        Assert.Equal(RejectionCode.Damaged, Refusal(package.Entries[1]).Code);
        Assert.Equal(new Rejection(RejectionCode.UnsupportedType, "XLSX"), Refusal(package.Entries[2]));
    }

    public static TheoryData<string, byte[], RejectionCode> Hollow => new()
    {
        { "nothing", ZipFile.Of(), RejectionCode.NoArticle },
        { "folders", ZipFile.Of(("mars/", [])), RejectionCode.NoArticle },
        { "pictures", ZipFile.Of(("a.png", Picture)), RejectionCode.NoArticle },
        { "archives", ZipFile.Of(("a.zip", ZipFile.Of(("b.zip", ZipFile.Of(("c.txt", Text)))))), RejectionCode.ZipBomb },
    };

    [Theory]
    [MemberData(nameof(Hollow))]
    public void Read_AnArchiveWithoutAnArticle_IsRefused(string name, byte[] bytes, RejectionCode code) =>
        Assert.Equal((name, code), (name, Refusal(Make.Raw("a.zip", bytes)).Code));

    [Fact]
    public void Read_WhatTheBlobSaysOfOneArticle_HoldsForOneAlone()
    {
        (string, string)[] metadata = [("title", "Le pont"), ("published", "2026-03-04"), ("url", "https://example.org/"), ("source", "La Gazette"), ("editor", "ann@example.org")];

        var one = Package(ZipFile.Of(("a.txt", Text)), metadata);
        var two = Package(ZipFile.Of(("a.txt", Text), ("b.txt", Text)), metadata);

        Assert.Equal(5, Assert.Single(one.Entries).Metadata.Count);
        Assert.All(two.Entries, entry => Assert.Equal(["editor", "source"], entry.Metadata.Keys.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Read_AnyFiles_AreAllThereUnderNamesOfTheirOwn()
    {
        var names = Gen.String[Gen.Char["ab./\\"], 0, 6];
        Gen.Select(names, Gen.Byte.Array[1, 40]).Array[1, 12].Sample(
            files =>
            {
                var texts = files.Select(file => (file.Item1, (byte[])[(byte)'t', .. file.Item2])).ToArray();
                var real = texts.Where(file => !EntryJunk(file.Item1)).Select(file => Convert.ToHexString(file.Item2)).Order(StringComparer.Ordinal).ToList();
                if (Make.Reader().Read(Make.Raw("a.zip", ZipFile.Of(texts)), default) is ReadOutcome.Package package)
                {
                    Assert.Equal(real, package.Entries.Select(entry => Convert.ToHexString(entry.Bytes.Span)).Order(StringComparer.Ordinal));
                    Assert.Equal(package.Entries.Count, package.Entries.Select(entry => entry.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
                }
                else
                {
                    Assert.Empty(real);
                }
            },
            iter: 500);
    }

    [Fact]
    public void Read_CutOrChangedArchives_NeverThrow()
    {
        var bytes = ZipFile.Of(("mars/a.txt", Text), ("b.docx", Docx), ("c.odt", Odt), ("d.png", Picture));
        var reader = Make.Reader();
        Gen.Select(Gen.Int[0, bytes.Length - 1].Array[1, 4], Gen.Byte, Gen.Int[20, bytes.Length], Gen.Bool).Sample(
            (places, value, length, isCut) =>
            {
                var changed = isCut ? bytes[..length] : [.. bytes];
                Array.ForEach(places, at => changed[at % changed.Length] = value);
                if (reader.Read(Make.Raw("a.zip", changed), default) is ReadOutcome.Package package)
                {
                    Assert.All(package.Entries, entry => Assert.NotNull(reader.Read(entry, Make.Token)));
                }
            },
            iter: 2_000);
    }

    private static bool EntryJunk(string name) => Pipeline.Articles.Reading.Archives.EntryLabel.Of(name).IsJunk;

    private static ReadOutcome.Package Package(byte[] bytes, params (string, string)[] metadata) =>
        Assert.IsType<ReadOutcome.Package>(Make.Reader().Read(Make.Raw("a.zip", bytes, metadata), Make.Token));

    private static IEnumerable<string> Names(byte[] bytes) => Package(bytes).Entries.Select(entry => entry.Name);

    private static Rejection Refusal(RawFile file) => Assert.IsType<ReadOutcome.Refused>(Make.Reader().Read(file, Make.Token)).Reason;
}
