namespace Pipeline.Benchmarks;

/// <summary>A program that reads texts, to be timed.</summary>
internal interface IContender
{
    string Name { get; }

    /// <summary>Reads the whole corpus, again and again until <paramref name="atLeast"/> has passed.</summary>
    Sample Run(Corpus corpus, TimeSpan atLeast);
}
