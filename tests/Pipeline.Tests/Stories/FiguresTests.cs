using Pipeline.Stories;

namespace Pipeline.Tests.Stories;

public sealed class FiguresTests
{
    [Theory]
    [InlineData("fr", "Le séisme du 3 mars 2026 a fait 1 200 blessés et 3 morts.", "3 mars 2026", "1 200 blessés|3 morts")]
    [InlineData("en", "The fire on 3 March 2026 killed 14 villagers; 14 hours later it still burned.", "3 March 2026", "14 villagers")]
    [InlineData("de", "Bei dem Unfall am 3. März 2026 gab es 2,5 Tonnen Abfall.", "3. März 2026", "2,5 Tonnen")]
    [InlineData("fr", "Il y avait 12 blessés, puis 15 blessés, le 3 mars 2026.", "3 mars 2026", "")]
    [InlineData("fr", "Le match s’est fini à 3-12 buts le 3 mars 2026 au stade 2000.", "3 mars 2026", "")]
    public void Of_ASentence_IsWhatItCountsOnce(string language, string evidence, string dateText, string expected) =>
        Assert.Equal(expected, string.Join('|', Figures.Of(Make.Mention(language, evidence, dateText)).Values));

    [Theory]
    [InlineData("1 200 blessés", "1.200 blessés", true)]
    [InlineData("1\u202F200 blessés", "1200 blessés", true)]
    [InlineData("12 blessés", "15 blessés", false)]
    [InlineData("2,5 tonnes", "25 tonnes", false)]
    public void IsSameNumber_TwoFigures_ComparesTheirDigits(string one, string other, bool isSame) => Assert.Equal(isSame, Figures.IsSameNumber(one, other));
}
