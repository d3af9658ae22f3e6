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
        Assert.InRange(Overlap(Read(language, word), Read(otherLanguage, otherWord)), 0.7, 1);

    [Theory]
    [InlineData("fr", "incendie", "en", "blaze")]
    [InlineData("de", "Untersuchungskommission", "it", "commissione")]
    [InlineData("es", "dimitió", "de", "Rücktritt")]
    [InlineData("fr", "crue", "en", "flood")]
    [InlineData("en", "reopened", "it", "riaperto")]
    public void Overlap_WordsOfOneConcept_AreShared(string language, string word, string otherLanguage, string otherWord) =>
        Assert.InRange(Overlap(Read(language, word), Read(otherLanguage, otherWord)), 0.7, 1);

    [Theory]
    [InlineData("la maire Anne Morel", "Mayor Anne Morel", false)]
    [InlineData("la maire Anne Morel démissionne", "Mayor Anne Morel resigns", true)]
    public void Overlap_WhoAlone_SaysNotWhat(string one, string other, bool saysWhat)
    {
        Read("fr", one, names: ["anne", "morel"]).Overlap(Read("en", other, names: ["anne", "morel"]), out var told);

        Assert.Equal(saysWhat, told);
    }

    [Theory]
    [InlineData("fr", "deux", "en", "three")]
    [InlineData("fr", "un", "en", "one")]
    [InlineData("fr", "salle", "en", "small")]
    [InlineData("fr", "vendredi", "en", "sold")]
    [InlineData("de", "Gift", "en", "gifts")]
    public void Overlap_WordsThatOnlyLookAlike_AreNotShared(string language, string word, string otherLanguage, string otherWord) =>
        Assert.Equal(0, Overlap(Read(language, word), Read(otherLanguage, otherWord)));

    [Fact]
    public void Overlap_ANumberOfTheDateOnly_IsNotShared() =>
        Assert.Equal(0, Overlap(Read("fr", "mairie fermée depuis deux jours", "deux jours"), Read("en", "two arches")));

    [Fact]
    public void Overlap_TwoReports_IsTheSameFromBothSides()
    {
        var (one, other) = (Read("fr", "deux arches du pont Saint-Blaise se sont effondrées"), Read("en", "two arches of the Saint-Blaise bridge gave way"));
        Assert.InRange(Overlap(one, other), 0.3, 0.9);
        Assert.Equal(Overlap(one, other), Overlap(other, one), 9);
    }

    private static double Overlap(WordsAcross one, WordsAcross other) => one.Overlap(other, out _);

    private static WordsAcross Read(string language, string evidence, string dateText = "", IReadOnlyList<string>? names = null)
    {
        var terms = WordReader.WordsOf(evidence).Select(word => word.Length > WordFrequency.StemLength ? word[..WordFrequency.StemLength] : word)
            .Where(word => word.Length > 2 || char.IsDigit(word[0]));
        var mention = Make.Mention(language, evidence, dateText) with { Terms = [.. terms], Names = names ?? [] };
        return new(mention, new MentionWeights([mention]));
    }
}
