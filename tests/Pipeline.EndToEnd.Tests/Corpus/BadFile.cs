namespace Pipeline.EndToEnd.Tests.Corpus;

/// <summary>One case of the corpus of bad input: a file and what must become of it.</summary>
/// <param name="Key">The case's number, a letter where it has several files, and what is odd about it.</param>
/// <param name="FileName">The name under which it is dropped, after the case's own folder.</param>
/// <param name="Content">Makes its bytes.</param>
/// <param name="Outcome">A code of refusal, or <see cref="Taken"/>.</param>
/// <param name="Warnings">All codes of warnings of the article, its text and its events, in any order; none for a refused file.</param>
internal sealed record BadFile(string Key, string FileName, Func<byte[]> Content, string Outcome, params string[] Warnings)
{
    public const string Taken = "taken";
}
