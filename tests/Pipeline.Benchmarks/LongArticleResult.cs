namespace Pipeline.Benchmarks;

/// <summary>What one long article took.</summary>
internal sealed record LongArticleResult(string Language, int Megabytes, Sample Tagging, Sample Extraction);
