namespace Pipeline.Benchmarks;

/// <summary>The samples of one contender on one corpus, one a round: sample <c>n</c> of all contenders was taken in the same round.</summary>
internal sealed record Outcome(Corpus Corpus, IContender Contender, IReadOnlyList<Sample> Samples)
{
    public Figures Speed => Figures.Of(Samples.Select(sample => sample.CharactersPerSecond));

    public double? BytesPerCharacter => Samples[0].BytesPerCharacter is null ? null : Figures.Of(Samples.Select(sample => sample.BytesPerCharacter!.Value)).Median;

    /// <summary>How many times as fast as <paramref name="other"/>, round by round.</summary>
    public Figures RatioTo(Outcome other) =>
        Figures.Of(Samples.Zip(other.Samples, (mine, theirs) => mine.CharactersPerSecond / theirs.CharactersPerSecond));
}
