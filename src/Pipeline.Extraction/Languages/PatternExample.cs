namespace Pipeline.Extraction.Languages;

/// <summary>An example of a pattern: in <paramref name="Text"/>, published on <paramref name="Published"/>, the tagger finds the values <paramref name="Expected"/>.</summary>
/// <param name="Text">A sentence or a piece of one.</param>
/// <param name="Published">Publication day, <c>yyyy-MM-dd</c>.</param>
/// <param name="Expected">TIMEX3 values, parted by blanks; empty for a trap, where nothing is to be found.</param>
internal sealed record PatternExample(string Text, string Published, string Expected);
