namespace Pipeline.Delivery;

/// <summary>The two parts of a mail; in those of a digest <see cref="Digest.PersonalMarks"/> stand for the reader's own links.</summary>
/// <param name="Html">The HTML part.</param>
/// <param name="Text">The text part.</param>
public sealed record MailContent(string Html, string Text);
