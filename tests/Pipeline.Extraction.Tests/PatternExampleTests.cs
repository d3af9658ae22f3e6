using Pipeline.Extraction.Tests.Goldens;
using Pipeline.Extraction.Text;

namespace Pipeline.Extraction.Tests;

public sealed class PatternExampleTests
{
    public static TheoryData<string, string, int> Examples => [.. LanguagePack.Shipped.SelectMany(pack => pack.Patterns
        .SelectMany(pattern => pattern.Examples.Select((_, i) => new TheoryDataRow<string, string, int>(pack.Code, pattern.Id, i))))];

    public static TheoryData<string> Codes => [.. LanguagePack.Shipped.Select(pack => pack.Code)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Pattern_Example_GivesItsValues(string code, string id, int number)
    {
        var pack = LanguagePack.For(code);
        var example = pack.Patterns.First(pattern => pattern.Id == id).Examples[number];
        var published = DateOnly.ParseExact(example.Published, "yyyy-MM-dd");
        var timexes = new ArticleExtractor(pack).Tag(example.Text, new DocumentTime(published));
        var got = string.Join(' ', timexes.Select(timex => timex.Value));

        Assert.True(got == example.Expected, Trace.Of($"{code} {id}", example.Text, published, [example.Expected], [got], timexes));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Pattern_Shipped_HasAnExample(string code)
    {
        var without = LanguagePack.For(code).Patterns.Where(pattern => pattern.Examples.Length == 0).Select(pattern => pattern.Id);

        Assert.Equal("", string.Join(", ", without));
    }

    /// <summary>A pattern that an earlier one always beats is dead, whatever its examples say.</summary>
    [Theory]
    [MemberData(nameof(Codes))]
    public void Pattern_Shipped_IsTheLongestMatchInAnExample(string code)
    {
        var pack = LanguagePack.For(code);
        var dead = pack.Patterns.Where((pattern, number) => !pattern.Examples.Any(example => example.Expected.Length == 0 || Matches(pack, number, example.Text)));

        Assert.Equal("", string.Join(", ", dead.Select(pattern => pattern.Id)));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Pattern_Shipped_HasAnIdOfItsOwn(string code)
    {
        var ids = LanguagePack.For(code).Patterns.Select(pattern => pattern.Id).ToList();

        Assert.Equal(ids.Distinct(), ids);
    }

    private static bool Matches(LanguagePack pack, int number, string text)
    {
        using var tokens = Tokenizer.Tokenize(text, pack.Lexicon);
        return Enumerable.Range(0, tokens.Count).Any(i => pack.Automaton.Match(tokens, i).Pattern == number);
    }
}
