using System.Text;
using Pipeline.Extraction.Text;

namespace Pipeline.Extraction.Tests.Properties;

/// <summary>Texts made to be expensive. Work is counted (bytes, tokens, sentences), never timed.</summary>
public sealed class HostileTextTests
{
    private const int Pieces = 100_000;
    private const int LongestSentence = 250;
    private static readonly DocumentTime Published = new(new DateOnly(2026, 3, 5));

    public static TheoryData<string> Texts =>
    [
        "le ", "il y a ", "1.", "7", "1 000 ", "\"", "« ", "(", "mardi ", "2026-03-05 ", "le 12 mars il est parti ", "9h10 – ", "\n9h10 – ", "vingt-", "mille cent ",
        "Paris ", "hier. ", "Le 2 mars il part. ", "e\u0301", "\u0301", "\ud800", "d'", "\n", "du 5 au ", "la nuit de lundi à ",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Extract_TwiceTheText_AllocatesAtMostTwiceTheBytes(string piece)
    {
        var extractor = new ArticleExtractor(LanguagePack.For("fr"));
        var (once, twice) = (Repeat(piece, 4_000), Repeat(piece, 8_000));
        _ = extractor.Extract(twice, Published);

        var bytesOnce = Bytes(extractor, once);

        Assert.InRange(Bytes(extractor, twice), 0, (bytesOnce * 5 / 2) + 65_536);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Split_AHundredThousandPieces_GivesSentencesOfBoundedLength(string piece)
    {
        var pack = LanguagePack.For("fr");
        var text = NormalizedText.Of(Repeat(piece, Pieces)).Text;
        using var tokens = Tokenizer.Tokenize(text, pack.Lexicon);

        Assert.InRange(tokens.Count, 0, text.Length);
        Assert.All(SentenceSplitter.Split(text, tokens, pack), sentence => Assert.InRange(sentence.End - sentence.First, 1, LongestSentence));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Match_AtAnyToken_ReadsNoMoreThanAPatternIsLong(string piece)
    {
        var pack = LanguagePack.For("fr");
        using var tokens = Tokenizer.Tokenize(Repeat(piece, 2_000), pack.Lexicon);

        Assert.All(Enumerable.Range(0, tokens.Count), i => Assert.InRange(pack.Automaton.Match(tokens, i).End - i, 0, 40));
    }

    [Fact]
    public void Extract_MoreEventsThanTheLimit_KeepsTheFirstAndSaysSo()
    {
        var extractor = new ArticleExtractor(LanguagePack.For("fr"), new ExtractionOptions { MaxEvents = 3 });
        var result = extractor.Extract(string.Concat(Enumerable.Range(1, 9).Select(day => $"Le {day} février, le pont a été fermé. ")), Published);

        Assert.Equal((3, true), (result.Events.Count, result.Warnings.Contains(ExtractionWarning.TooManyDates)));
    }

    private static long Bytes(ArticleExtractor extractor, string text)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = extractor.Extract(text, Published);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static string Repeat(string piece, int times) => new StringBuilder().Insert(0, piece, times).ToString();
}
