using Pipeline.Extraction.Text;

namespace Pipeline.Extraction.Tests.Text;

public sealed class SentenceSplitterTests
{
    [Theory]
    [InlineData("fr", "Il pleut. Il vente.", "Il pleut.", "Il vente.")]
    [InlineData("fr", "Il pleut ! Vraiment ? Oui… Bien.", "Il pleut !", "Vraiment ?", "Oui…", "Bien.")]
    [InlineData("fr", "M. Dupont parle. Il part.", "M. Dupont parle.", "Il part.")]
    [InlineData("fr", "J. Dupont parle. Il part.", "J. Dupont parle.", "Il part.")]
    [InlineData("fr", "Il a couru 3,5 km. 12 autres aussi.", "Il a couru 3,5 km.", "12 autres aussi.")]
    [InlineData("fr", "« Il pleut. » Elle sort.", "« Il pleut. »", "Elle sort.")]
    [InlineData("fr", "Il pleut. « Sortons », dit-elle.", "Il pleut.", "« Sortons », dit-elle.")]
    [InlineData("fr", "La séance dure. et encore.", "La séance dure. et encore.")]
    [InlineData("fr", "Un titre\nLe texte commence.", "Un titre", "Le texte commence.")]
    [InlineData("fr", "Une ligne qui\nne finit pas.", "Une ligne qui\nne finit pas.")]
    [InlineData("fr", "Une ligne qui\n\nne finit pas.", "Une ligne qui", "ne finit pas.")]
    [InlineData("en", "Mr. Smith spoke. He left.", "Mr. Smith spoke.", "He left.")]
    [InlineData("en", "\"It rains.\" She left.", "\"It rains.\"", "She left.")]
    [InlineData("en", "It began on Jan. 3 in Leeds. All was well.", "It began on Jan. 3 in Leeds.", "All was well.")]
    public void Split_Text_CutsBetweenSentences(string language, string text, params string[] sentences)
    {
        var pack = LanguagePack.For(language);
        using var tokens = Tokenizer.Tokenize(text, pack.Lexicon);

        Assert.Equal(sentences, SentenceSplitter.Split(text, tokens, pack).Select(sentence => text[tokens[sentence.First].Start..tokens[sentence.End - 1].End]));
    }

    [Fact]
    public void Split_NoText_HasNoSentence()
    {
        var pack = LanguagePack.For("fr");
        using var tokens = Tokenizer.Tokenize(" \n ", pack.Lexicon);

        Assert.Empty(SentenceSplitter.Split(" \n ", tokens, pack));
    }
}
