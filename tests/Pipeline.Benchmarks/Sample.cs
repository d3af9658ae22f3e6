namespace Pipeline.Benchmarks;

/// <summary>What one run gave.</summary>
/// <param name="CharactersPerSecond">Speed.</param>
/// <param name="BytesPerCharacter">Memory allocated, where it can be told.</param>
/// <param name="FoundPerPass">Expressions or events found in one pass: a contender that finds nothing is not at work.</param>
internal readonly record struct Sample(double CharactersPerSecond, double? BytesPerCharacter, long FoundPerPass);
