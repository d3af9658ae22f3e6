using Pipeline.Stories;

namespace Pipeline.Tests.Stories;

public sealed class WordsAcrossTests
{
    [Theory]
    [InlineData("fr", "deux", "en", "two")]
    [InlineData("fr", "seize", "de", "sechzehn")]
    [InlineData("it", "sette", "es", "7")]
    [InlineData("fr", "conseil", "en", "council")]
    [InlineData("fr", "tribunal", "es", "tribunal")]
    [InlineData("it", "inaugurata", "fr", "inaugurée")]
    [InlineData("fr", "Sorgèle", "de", "Sorgele")]
    public void Overlap_ANumberOrAWordOfCommonOrigin_IsShared(string language, string word, string otherLanguage, string otherWord) =>
        Assert.InRange(Read(language, word).Overlap(Read(otherLanguage, otherWord)), 0.7, 1);

    [Theory]
    [InlineData("fr", "deux", "en", "three")]
    [InlineData("fr", "un", "en", "one")]
    [InlineData("fr", "salle", "en", "small")]
    [InlineData("fr", "crue", "en", "flood")]
    [InlineData("de", "Gift", "en", "gifts")]
    public void Overlap_WordsThatOnlyLookAlike_AreNotShared(string language, string word, string otherLanguage, string otherWord) =>
        Assert.Equal(0, Read(language, word).Overlap(Read(otherLanguage, otherWord)));

    [Fact]
    public void Overlap_ANumberOfTheDateOnly_IsNotShared() =>
        Assert.Equal(0, Read("fr", "mairie fermée depuis deux jours", "deux jours").Overlap(Read("en", "two arches")));

    [Fact]
    public void Overlap_TwoReports_IsTheSameFromBothSides()
    {
        var (one, other) = (Read("fr", "deux arches du pont Saint-Blaise se sont effondrées"), Read("en", "two arches of the Saint-Blaise bridge gave way"));
        Assert.InRange(one.Overlap(other), 0.3, 0.9);
        Assert.Equal(one.Overlap(other), other.Overlap(one), 9);
    }

    private static WordsAcross Read(string language, string evidence, string dateText = "")
    {
        var terms = WordReader.WordsOf(evidence).Select(word => word.Length > WordFrequency.StemLength ? word[..WordFrequency.StemLength] : word)
            .Where(word => word.Length > 2 || char.IsDigit(word[0]));
        var mention = Make.Mention(language, evidence, dateText) with { Terms = [.. terms] };
        return new(mention, new MentionWeights([mention]));
    }
}
