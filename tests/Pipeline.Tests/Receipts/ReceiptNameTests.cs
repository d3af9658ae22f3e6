using CsCheck;
using Pipeline.Articles;
using Pipeline.Receipts;

namespace Pipeline.Tests.Receipts;

public sealed class ReceiptNameTests
{
    [Theory]
    [InlineData("gare.txt", "gare-txt")]
    [InlineData("2026/mars/L’Amérique du « cœur ».docx", "2026-mars-l-amerique-du-coeur-docx")]
    [InlineData("Straße_Łódź Ærø.html", "strasse-lodz-aero-html")]
    [InlineData("ﬁn № ².txt", "fin-no-2-txt")]
    [InlineData("lot.zip!/a/../b.txt", "lot-zip-a-b-txt")]
    [InlineData("../../quarantine/evil.txt", "quarantine-evil-txt")]
    [InlineData("..\\windows\\con", "windows-con")]
    [InlineData("con", "file-con")]
    [InlineData("LPT1", "file-lpt1")]
    [InlineData("новости", "file")]
    [InlineData("%2e%2e%2fx?sig=1#f", "2e-2e-2fx-sig-1-f")]
    [InlineData("a\u202Etxt.exe\0\r\n.txt", "a-txt-exe-txt")]
    public void Of_AFileName_IsAHarmlessSlugAndTheId(string fileName, string slug)
    {
        var name = ReceiptName.Of(fileName);

        Assert.Equal($"{slug}.{ArticleId.FromBlobName(fileName)}", name.Text);
        Assert.Equal([name.Text + ".html", name.Text + ".json"], new[] { name.Html, name.Json });
    }

    [Fact]
    public void Of_ALongName_KeepsItsEnd()
    {
        var name = ReceiptName.Of(new string('x', 500) + "/" + new string('y', 50) + ".txt");

        Assert.Equal(ReceiptName.MaxSlugCharacters, name.Text.IndexOf('.', StringComparison.Ordinal));
        Assert.EndsWith("-" + new string('y', 50) + "-txt", name.Text[..ReceiptName.MaxSlugCharacters], StringComparison.Ordinal);
    }

    [Fact]
    public void Of_TwoUnicodeFormsOfOneName_IsOneName() =>
        Assert.Equal(ReceiptName.Of("été.txt".Normalize(System.Text.NormalizationForm.FormC)), ReceiptName.Of("été.txt".Normalize(System.Text.NormalizationForm.FormD)));

    [Fact]
    public void Of_AnyName_IsTheNameOfAReceipt() =>
        Gen.String[1, 200].Where(IsWellFormed).Sample(text =>
        {
            var name = ReceiptName.Of(text);
            Assert.True(ReceiptName.IsFile(name.Html) && ReceiptName.IsFile(name.Json));
            Assert.True(ReceiptName.IsPage(name.Html) && !ReceiptName.IsPage(name.Json));
        });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("gare-txt.html")]
    [InlineData("../gare-txt.abcdefghijklmnopqrstuvwxyz.html")]
    [InlineData("Gare.abcdefghijklmnopqrstuvwxyz.html")]
    [InlineData("gare.abcdefghijklmnopqrstuvwxyz.exe")]
    [InlineData("gare.abcdefghijklmnopqrstuvwxyz.html\n")]
    [InlineData("-gare.abcdefghijklmnopqrstuvwxyz.html")]
    [InlineData(".abcdefghijklmnopqrstuvwxyz.html")]
    public void IsFile_AnythingElse_IsNone(string? text) => Assert.False(ReceiptName.IsFile(text));

    private static bool IsWellFormed(string text) => !text.EnumerateRunes().Any(rune => rune == System.Text.Rune.ReplacementChar);
}
