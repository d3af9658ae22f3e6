namespace Pipeline.Digest;

/// <summary>A file that stands in for a shipped template or for shipped sentences.</summary>
/// <param name="Name">Its name: that of a template of the digest (<c>digest.scriban-html</c>), of a further one that these include, or <c>strings.{language}.json</c>.</param>
/// <param name="Content">Its text; null where it is longer than <see cref="MaxBytes"/> or no UTF-8.</param>
public sealed record TemplateFile(string Name, string? Content)
{
    /// <summary>Longer files are not read, in bytes.</summary>
    public const int MaxBytes = 200_000;

    /// <summary>Files looked at; the others, in the order of names, are left out.</summary>
    public const int MaxFiles = 50;
}
