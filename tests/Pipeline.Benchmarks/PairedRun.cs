namespace Pipeline.Benchmarks;

/// <summary>
/// All contenders in turn, round by round, on the same texts and in one run: what else the machine does in a round falls on all of them.
/// A contender with several modes takes part in the one that was faster on that language while warming up.
/// </summary>
internal sealed class PairedRun(IReadOnlyList<Corpus> corpora, int rounds)
{
    /// <summary>Modes are told apart on every n-th article: the slower one of Recognizers would take a minute for all.</summary>
    private const int SampleStep = 6;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(0.4);

    public IReadOnlyList<Outcome> Run(IReadOnlyList<IReadOnlyList<IContender>> contenders)
    {
        var entries = corpora.SelectMany(corpus => contenders.Select(modes => (Corpus: corpus, Contender: FastestMode(modes, corpus)))).ToList();
        var samples = entries.Select(_ => new List<Sample>(rounds)).ToList();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < entries.Count; i++)
            {
                // The order turns, so that none always runs behind the same neighbour.
                var turn = (i + round) % entries.Count;
                GC.Collect();
                samples[turn].Add(entries[turn].Contender.Run(entries[turn].Corpus, Turn));
            }
        }

        return [.. entries.Select((entry, i) => new Outcome(entry.Corpus, entry.Contender, samples[i]))];
    }

    private static IContender FastestMode(IReadOnlyList<IContender> modes, Corpus corpus)
    {
        if (modes.Count == 1)
        {
            modes[0].Run(corpus, WarmUp);
            return modes[0];
        }

        var sample = corpus.Thinned(SampleStep);
        foreach (var mode in modes)
        {
            mode.Run(sample, WarmUp);
        }

        var fastest = modes.MaxBy(mode => mode.Run(sample, WarmUp).CharactersPerSecond)!;
        fastest.Run(corpus, WarmUp);
        return fastest;
    }
}
