namespace Pipeline.Articles.Reading;

/// <summary>The text of a file.</summary>
/// <param name="Text">The text as decoded.</param>
/// <param name="Repaired">Whether bytes of another encoding stood in it.</param>
internal sealed record DecodedText(string Text, bool Repaired);
