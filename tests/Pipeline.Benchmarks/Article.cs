namespace Pipeline.Benchmarks;

/// <summary>One text to read, with its publication day and its sentences: Recognizers is fed these, because it slows down on long texts.</summary>
internal sealed record Article(string Text, DateOnly Published, IReadOnlyList<string> Sentences);
