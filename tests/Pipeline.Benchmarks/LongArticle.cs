using System.Diagnostics;
using Pipeline.Extraction;

namespace Pipeline.Benchmarks;

/// <summary>One article of many millions of characters: whether time and memory grow as the text does.</summary>
internal static class LongArticle
{
    private const int Repeats = 3;
    private static readonly int[] Megabytes = [1, 2, 5, 10];
    private static readonly ExtractionOptions AllEvents = new() { MaxEvents = int.MaxValue };

    public static IEnumerable<LongArticleResult> Measure(Corpus corpus)
    {
        var extractor = new ArticleExtractor(LanguagePack.For(corpus.Language), AllEvents);
        var published = new DocumentTime(corpus.Articles[0].Published);
        foreach (var size in Megabytes)
        {
            var text = corpus.Repeated(size * 1_000_000);
            yield return new LongArticleResult(
                corpus.Language,
                size,
                Time(text, () => extractor.Tag(text, published).Count),
                Time(text, () => extractor.Extract(text, published).Events.Count));
        }
    }

    private static Sample Time(string text, Func<int> read)
    {
        read();
        var samples = new List<Sample>();
        for (var i = 0; i < Repeats; i++)
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var watch = Stopwatch.StartNew();
            var found = read();
            var seconds = watch.Elapsed.TotalSeconds;
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            samples.Add(new Sample(text.Length / seconds, (double)allocated / text.Length, found));
        }

        return samples.OrderBy(sample => sample.CharactersPerSecond).ElementAt(Repeats / 2);
    }
}
