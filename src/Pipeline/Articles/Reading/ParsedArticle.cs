namespace Pipeline.Articles.Reading;

/// <summary>An article as its file gives it, before its language is known. Immutable.</summary>
public sealed record ParsedArticle
{
    /// <summary>The headline; null where the file has none.</summary>
    public string? Title { get; init; }

    /// <summary>Title and body, cleaned, paragraphs parted by line ends.</summary>
    public required string Text { get; init; }

    /// <summary>The publication day in the newsroom's zone.</summary>
    public required DateOnly Published { get; init; }

    /// <summary>Where <see cref="Published"/> was read.</summary>
    public required MetadataSource PublishedFrom { get; init; }

    /// <summary>How far <see cref="Published"/> can be trusted.</summary>
    public required PublicationConfidence PublishedConfidence { get; init; }

    /// <summary>The instant of publication, where a source names one with its offset; null otherwise.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Who wrote it, as the file says; null where unknown. Never certain.</summary>
    public string? Author { get; init; }

    /// <summary>The section or rubric; null where unknown.</summary>
    public string? Section { get; init; }

    /// <summary>Language code that the file or its blob names; null where neither does. Not checked.</summary>
    public string? Language { get; init; }

    /// <summary>The publisher's name; null where unknown.</summary>
    public string? SourceName { get; init; }

    /// <summary>Where the article stands on the web (http or https only); null where unknown.</summary>
    public Uri? SourceUrl { get; init; }

    /// <summary>All that was found, with who says it; of two for one field, the more trusted stands first.</summary>
    public IReadOnlyList<MetadataCandidate> Candidates { get; init; } = [];

    /// <summary>What was odd about the file and mended.</summary>
    public IReadOnlyList<ArticleWarning> Warnings { get; init; } = [];
}
