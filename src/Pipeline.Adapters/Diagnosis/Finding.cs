namespace Pipeline.Adapters.Diagnosis;

/// <summary>What the doctor found.</summary>
/// <param name="Level">How grave it is.</param>
/// <param name="Subject">What was looked at, in a word or two.</param>
/// <param name="What">What was seen, in a sentence.</param>
/// <param name="Remedy">What to do, in a sentence; empty where nothing is to be done.</param>
public sealed record Finding(FindingLevel Level, string Subject, string What, string Remedy = "")
{
    internal static Finding Good(string subject, string what) => new(FindingLevel.Good, subject, what);

    internal static Finding Warning(string subject, string what, string remedy) => new(FindingLevel.Warning, subject, what, remedy);

    internal static Finding Failure(string subject, string what, string remedy) => new(FindingLevel.Failure, subject, what, remedy);
}
