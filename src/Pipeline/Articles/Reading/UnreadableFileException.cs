namespace Pipeline.Articles.Reading;

/// <summary>Ends the reading of a file from deep inside it. Never leaves a reader, which turns it into a refusal.</summary>
internal sealed class UnreadableFileException(RejectionCode code, string detail = "") : Exception($"{code.Name()} {detail}")
{
    /// <summary>Why the file is refused.</summary>
    public Rejection Reason { get; } = new(code, detail);
}
