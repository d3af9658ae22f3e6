using Pipeline.Extraction.Text;

namespace Pipeline.Extraction.Tests.Text;

public sealed class QuotationTests
{
    [Theory]
    [InlineData("avant « dedans encore » après", "dedans encore")]
    [InlineData("avant \"dedans encore\" après", "dedans encore")]
    [InlineData("avant “dedans encore” après", "dedans encore")]
    [InlineData("avant „dedans encore“ après", "dedans encore")]
    [InlineData("avant „dedans encore” après", "dedans encore")]
    [InlineData("avant „dedans encore\" après", "dedans encore")]
    [InlineData("« un » entre « deux »", "un deux")]
    [InlineData("« dedans “encore” dedans » après", "dedans “ encore ” dedans")]
    [InlineData("avant « ouverte\naprès", "")]
    [InlineData("l'avant n'a rien d'ouvert", "")]
    [InlineData("", "")]
    public void Covers_Token_IsInsideItsMarks(string text, string inside)
    {
        using var tokens = Tokenizer.Tokenize(text, LanguagePack.For("fr").Lexicon);
        var quotation = new Quotation(text, tokens);

        Assert.Equal(inside, string.Join(' ', tokens.Items.ToArray().Where((_, i) => quotation.Covers(i)).Select(token => text[token.Start..token.End])));
    }
}
