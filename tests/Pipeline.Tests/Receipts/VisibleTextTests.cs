using CsCheck;
using Pipeline.Receipts;

namespace Pipeline.Tests.Receipts;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("L’été — « 40 % »", "L’été — « 40 % »")]
    [InlineData("a\r\n\tb\u2028c", "a b c")]
    [InlineData("photo\u202Egpj.exe", "photo\uFFFDgpj.exe")]
    [InlineData("a\0b\u001Bc\u0090", "a\uFFFDb\uFFFDc\uFFFD")]
    [InlineData("a\U000E0041b\uFEFFc", "a\uFFFDb\uFFFDc")]
    [InlineData("co\u00ADop 👩\u200D💻 سلام\u200F", "co\u00ADop 👩\u200D💻 سلام\u200F")]
    public void Line_HiddenCharacters_AreShown(string text, string expected) => Assert.Equal(expected, VisibleText.Line(text));

    [Fact]
    public void Line_HalfOfAPair_IsShown() => Assert.Equal("half \uFFFD", VisibleText.Line("half \uD83D"));

    [Fact]
    public void Line_TooLong_KeepsTheEndAndNoHalfCharacter()
    {
        Assert.Equal("…ole.txt", VisibleText.Line("folder/école.txt", 8));
        Assert.Equal("…x", VisibleText.Line("aaaa😀x", 3));
    }

    [Fact]
    public void Of_AnyText_HoldsNothingThatAPageWouldChange() => Gen.String.Sample(text =>
        Assert.DoesNotContain(VisibleText.Of(text), c => char.IsControl(c) || c is '\u202E' or '\u2066' or '\u2028'));
}
