namespace Pipeline.Digest;

/// <summary>An issue in words.</summary>
/// <param name="Subject">Subject of the mail, at most 78 characters, without line ends.</param>
/// <param name="Html">The HTML part.</param>
/// <param name="Text">The text part.</param>
public sealed record DigestPreview(string Subject, string Html, string Text);
