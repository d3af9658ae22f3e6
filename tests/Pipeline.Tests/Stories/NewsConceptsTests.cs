using Pipeline.Stories;
using Pipeline.Testing;

namespace Pipeline.Tests.Stories;

public sealed class NewsConceptsTests
{
    [Fact]
    public void File_EveryLine_HasFiveLanguagesOfFoldedWords()
    {
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "src", "Languages", "concepts.txt")).Where(line => line.Length > 0 && line[0] != '#'))
        {
            var columns = line.TrimStart('*').Split('|');

            Assert.True(columns.Length == 5, line);
            Assert.All(columns.SelectMany(column => column.Split(' ', StringSplitOptions.RemoveEmptyEntries)), word => Assert.Equal(word.TrimEnd('='), string.Concat(WordReader.WordsOf(word))));
        }
    }

    [Theory]
    [InlineData("fr", "incendies", "de", "Waldbrand")]
    [InlineData("es", "dimitió", "en", "resigned")]
    [InlineData("it", "sciopero", "fr", "grévistes")]
    public void Of_WordsOfOneThing_HaveAConceptInCommon(string language, string word, string otherLanguage, string otherWord) =>
        Assert.NotEmpty(Concepts(language, word).Intersect(Concepts(otherLanguage, otherWord)));

    [Theory]
    [InlineData("fr", "vendredi")]
    [InlineData("es", "abril")]
    [InlineData("de", "total")]
    [InlineData("en", "dense")]
    public void Of_AWordThatOnlyBeginsLikeOne_HasNone(string language, string word) => Assert.Empty(Concepts(language, word));

    [Fact]
    public void IsWho_AMayorAndAnElection_TellsThemApart()
    {
        Assert.All(Concepts("en", "mayor"), concept => Assert.True(NewsConcepts.IsWho(concept)));
        Assert.All(Concepts("en", "elections"), concept => Assert.False(NewsConcepts.IsWho(concept)));
    }

    private static IReadOnlyList<int> Concepts(string language, string word) => NewsConcepts.For(language).Of(Assert.Single(WordReader.WordsOf(word)));
}
