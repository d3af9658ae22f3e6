using Pipeline.Articles.Reading.Text;

namespace Pipeline.Tests.Reading.Text;

public sealed class DerivedTitleTests
{
    [Theory]
    [InlineData("Le pont a rouvert. Le maire s’en réjouit.", "Le pont a rouvert")]
    [InlineData("M. Durand a rouvert le pont. Il était fermé.", "M. Durand a rouvert le pont")]
    [InlineData("Enfin ! Le pont a rouvert.", "Enfin !")]
    [InlineData("\n  \n---\nLe pont a rouvert", "Le pont a rouvert")]
    [InlineData(
        "Le conseil municipal de Valmont a voté mardi soir, après trois heures de débats, la reprise des travaux du vieux pont.",
        "Le conseil municipal de Valmont a voté mardi soir, après trois heures de débats, la…")]
    public void Of_AText_IsItsFirstSentenceCutAtAWord(string text, string title) => Assert.Equal(title, DerivedTitle.Of(text, _ => false));

    [Fact]
    public void Of_AWordWithoutEnd_IsCutWithinIt() => Assert.Equal(90, DerivedTitle.Of(new string('a', 500), _ => false)!.Length);

    [Fact]
    public void Of_ALineThatIsAStamp_IsPassedOver() =>
        Assert.Equal("Le pont a rouvert", DerivedTitle.Of("4 mars 2026\nLe pont a rouvert.", line => line == "4 mars 2026"));

    [Fact]
    public void Of_NothingButSigns_IsNone() => Assert.Null(DerivedTitle.Of("---\n***", _ => false));
}
