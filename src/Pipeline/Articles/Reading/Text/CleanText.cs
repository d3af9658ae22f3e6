namespace Pipeline.Articles.Reading.Text;

/// <summary>A text without what nobody sees. Immutable.</summary>
/// <param name="Text">The text in NFC with LF line ends.</param>
/// <param name="Warnings">What was taken out or replaced, each once.</param>
internal sealed record CleanText(string Text, IReadOnlyList<ArticleWarning> Warnings);
