using BenchmarkDotNet.Attributes;

namespace Pipeline.Benchmarks;

/// <summary>One pass over the texts of a language, for BenchmarkDotNet.</summary>
public class ReadingBenchmarks
{
    private Corpus _corpus = null!;

    [Params("fr", "en")]
    public string Language { get; set; } = "";

    [GlobalSetup]
    public void Read() => _corpus = CorpusReader.Read().Single(corpus => corpus.Language == Language);

    [Benchmark(Baseline = true)]
    public long LookUp() => Ours.LookUpOnce(_corpus);

    [Benchmark]
    public long Tag() => Ours.TagOnce(_corpus);

    [Benchmark]
    public long Extract() => Ours.ExtractOnce(_corpus);
}
