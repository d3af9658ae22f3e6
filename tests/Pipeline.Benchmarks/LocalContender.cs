using System.Diagnostics;

namespace Pipeline.Benchmarks;

/// <summary>A contender in this process; <paramref name="pass"/> reads a corpus once and counts what it finds.</summary>
internal sealed class LocalContender(string name, Func<Corpus, long> pass) : IContender
{
    public string Name => name;

    public Sample Run(Corpus corpus, TimeSpan atLeast)
    {
        var passes = 0;
        var found = 0L;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        do
        {
            found += pass(corpus);
            passes++;
        }
        while (watch.Elapsed < atLeast);

        var elapsed = watch.Elapsed;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        var characters = (double)corpus.Characters * passes;
        return new Sample(characters / elapsed.TotalSeconds, allocated / characters, found / passes);
    }
}
