using System.Globalization;
using CsCheck;
using Pipeline.Articles.Reading.Archives;

namespace Pipeline.Tests.Reading.Archives;

public sealed class EntryLabelTests
{
    [Theory]
    [InlineData("a.txt", "a.txt", false)]
    [InlineData("2026/été/pont n° 3.docx", "2026/été/pont n° 3.docx", false)]
    [InlineData("2026\\mars\\pont.txt", "2026/mars/pont.txt", false)]
    [InlineData("./a.txt", "a.txt", false)]
    [InlineData("a..b.txt", "a..b.txt", false)]
    [InlineData("../../evil.txt", "evil.txt", true)]
    [InlineData("..\\..\\evil.txt", "evil.txt", true)]
    [InlineData("a/../b.txt", "a/b.txt", true)]
    [InlineData("/etc/passwd", "etc/passwd", true)]
    [InlineData("C:\\temp\\a.txt", "temp/a.txt", true)]
    [InlineData("a\u0000b\n.txt", "ab.txt", true)]
    [InlineData("gare\u202Etxt.exe", "garetxt.exe", true)]
    [InlineData("a\u200Bb.txt", "ab.txt", true)]
    [InlineData("..", "", true)]
    [InlineData("", "", false)]
    public void Label_OfAName_IsNoPathAndSaysWhatWasOdd(string name, string label, bool isOdd) =>
        Assert.Equal(new EntryLabel(label, isOdd), EntryLabel.Of(name));

    [Theory]
    [InlineData(".DS_Store", true)]
    [InlineData("a/._pont.docx", true)]
    [InlineData("__MACOSX/pont.docx", true)]
    [InlineData("mars/Thumbs.db", true)]
    [InlineData("mars/DESKTOP.INI", true)]
    [InlineData("thumbs.db.txt", false)]
    [InlineData("pont.docx", false)]
    public void Label_OfWhatASystemLeft_IsJunk(string name, bool isJunk) => Assert.Equal(isJunk, EntryLabel.Of(name).IsJunk);

    [Fact]
    public void Label_OfALongName_IsItsEndWithoutHalfACharacter()
    {
        var label = EntryLabel.Of("x" + string.Concat(Enumerable.Repeat("\U0001F689", 200)) + "y.txt");

        Assert.True(label.IsOdd);
        Assert.InRange(label.Text.Length, 199, 200);
        Assert.EndsWith("\U0001F689y.txt", label.Text, StringComparison.Ordinal);
        Assert.True(char.IsHighSurrogate(label.Text[0]));
    }

    [Fact]
    public void Label_OfAnyName_IsSafe() => Gen.OneOf(Gen.String, Gen.String[Gen.Char["./\\:Ca\u202E\u0001 \uD83D\uDE89"], 0, 300]).Sample(
        name =>
        {
            var label = EntryLabel.Of(name).Text;
            Assert.True(label.Length <= 200);
            Assert.DoesNotContain(label.Split('/'), part => part is "." or "..");
            Assert.False(label.StartsWith('/') || label.Contains('\\', StringComparison.Ordinal));
            Assert.All(label, c => Assert.False(char.IsControl(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format));
            Assert.Equal(label, EntryLabel.Of(label).Text);
        },
        iter: 5_000);
}
