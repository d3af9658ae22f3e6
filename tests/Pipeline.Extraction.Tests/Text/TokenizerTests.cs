using Pipeline.Extraction.Text;

namespace Pipeline.Extraction.Tests.Text;

public sealed class TokenizerTests
{
    [Theory]
    [InlineData("fr", "72", 72)]
    [InlineData("fr", "soixante-douze", 72)]
    [InlineData("fr", "soixante et onze", 71)]
    [InlineData("fr", "dix-huit", 18)]
    [InlineData("fr", "quatre-vingts", 80)]
    [InlineData("fr", "quatre-vingt-dix-neuf", 99)]
    [InlineData("fr", "vingt et un", 21)]
    [InlineData("fr", "deux cents", 200)]
    [InlineData("fr", "mille neuf cent", 1900)]
    [InlineData("fr", "nonante-neuf", 99)]
    [InlineData("fr", "1er", 1)]
    [InlineData("en", "seventy-two", 72)]
    [InlineData("en", "twenty-first", 21)]
    [InlineData("en", "3rd", 3)]
    [InlineData("en", "two hundred and five", 205)]
    [InlineData("en", "nineteen eighty-four", 1984)]
    public void Tokenize_Numeral_IsOneNumber(string language, string text, int value)
    {
        using var tokens = Tokenizer.Tokenize(text, LanguagePack.For(language).Lexicon);

        Assert.Equal((1, TokenKind.Number, value, text.Length), (tokens.Count, tokens[0].Kind, tokens[0].Value, tokens[0].End));
    }

    [Theory]
    [InlineData("1 980 000")]
    [InlineData("1\u00a0980\u00a0000")]
    [InlineData("500\u202f000")]
    [InlineData("1,900")]
    [InlineData("1.950.000")]
    [InlineData("30,4")]
    [InlineData("30.4")]
    public void Tokenize_GroupedOrDecimalNumber_IsOneNumberWithoutValue(string text)
    {
        using var tokens = Tokenizer.Tokenize(text, LanguagePack.For("fr").Lexicon);

        Assert.Equal((1, -1, text.Length), (tokens.Count, tokens[0].Value, tokens[0].End));
    }

    [Theory]
    [InlineData("28.02.2026", "28", ".", "02", ".", "2026")]
    [InlineData("6h40", "6", "h", "40")]
    [InlineData("l'an 2000", "l", "'", "an", "2000")]
    [InlineData("mi-avril", "mi", "-", "avril")]
    [InlineData("deux, trois", "deux", ",", "trois")]
    [InlineData("et un", "et", "un")]
    public void Tokenize_Text_IsCutIntoWordsNumbersAndMarks(string text, params string[] words)
    {
        using var tokens = Tokenizer.Tokenize(text, LanguagePack.For("fr").Lexicon);

        Assert.Equal(words, tokens.Items.ToArray().Select(token => text[token.Start..token.End]));
    }

    [Fact]
    public void Tokenize_SpacesAndLines_AreRememberedByTheNextToken()
    {
        using var tokens = Tokenizer.Tokenize("un Pont,\n12", LanguagePack.For("fr").Lexicon);

        Assert.Equal(
            [(true, true, false), (true, false, true), (false, false, false), (true, true, false)],
            tokens.Items.ToArray().Select(token => (token.SpaceBefore, token.LineBefore, token.Capital)));
    }

    [Fact]
    public void Tokenize_LongDigits_HaveNoValue()
    {
        using var tokens = Tokenizer.Tokenize("12345678901234567890", LanguagePack.For("fr").Lexicon);

        Assert.Equal((1, -1), (tokens.Count, tokens[0].Value));
    }
}
