namespace Pipeline.Digest;

/// <summary>A digest in words, with the marks of <see cref="PersonalMarks"/> where readers' own links go.</summary>
/// <param name="Subject">Subject of the mail, at most 78 characters, without line ends.</param>
/// <param name="Html">The HTML part.</param>
/// <param name="Text">The text part.</param>
public sealed record DigestPreview(string Subject, string Html, string Text)
{
    /// <summary>The line that mail programs show beside the subject.</summary>
    public string Preheader { get; init; } = "";

    /// <summary>Version of the templates and sentences used: a hash of them.</summary>
    public string TemplateVersion { get; init; } = "";

    /// <summary>What the renderer has to tell the preflight; stored with the variant.</summary>
    public IReadOnlyList<PreflightFinding> Findings { get; init; } = [];
}
