using Pipeline.Extraction;
using Pipeline.Extraction.Text;

namespace Pipeline.Benchmarks;

/// <summary>Passes of our own parts over a corpus.</summary>
internal static class Ours
{
    private static readonly ExtractionOptions AllEvents = new() { MaxEvents = int.MaxValue };
    private static readonly Dictionary<string, ArticleExtractor> Extractors =
        LanguagePack.Shipped.ToDictionary(pack => pack.Code, pack => new ArticleExtractor(pack, AllEvents));

    public static IContender LookUp { get; } = new LocalContender("words looked up, nothing else", LookUpOnce);

    public static IContender Tagger { get; } = new LocalContender("**tagger**", TagOnce);

    public static IContender Extractor { get; } = new LocalContender("**whole extractor**", ExtractOnce);

    /// <summary>The practical limit: tokens and their look-up in the lexicon, which nothing that reads words can do without.</summary>
    public static long LookUpOnce(Corpus corpus)
    {
        var lexicon = LanguagePack.For(corpus.Language).Lexicon;
        var found = 0L;
        foreach (var article in corpus.Articles)
        {
            using var tokens = Tokenizer.Tokenize(article.Text, lexicon);
            found += tokens.Count;
        }

        return found;
    }

    public static long TagOnce(Corpus corpus)
    {
        var extractor = Extractors[corpus.Language];
        return corpus.Articles.Sum(article => extractor.Tag(article.Text, new DocumentTime(article.Published)).Count);
    }

    public static long ExtractOnce(Corpus corpus)
    {
        var extractor = Extractors[corpus.Language];
        return corpus.Articles.Sum(article => extractor.Extract(article.Text, new DocumentTime(article.Published)).Events.Count);
    }
}
