namespace Pipeline.Articles;

/// <summary>An article as read: its text and what is known about it. Immutable.</summary>
public sealed record Article
{
    /// <summary>Identity, from the blob's name.</summary>
    public required ArticleId Id { get; init; }

    /// <summary>The blob's name.</summary>
    public required string FileName { get; init; }

    /// <summary>Id of the content (the normalised text), equal for copies under other names.</summary>
    public required string ContentHash { get; init; }

    /// <summary>The headline; null where the file has none.</summary>
    public string? Title { get; init; }

    /// <summary>Title and body, paragraphs parted by line ends; offsets of mentions point into it.</summary>
    public required string Text { get; init; }

    /// <summary>ISO 639-1 code of the language.</summary>
    public required string Language { get; init; }

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

    /// <summary>The publisher's name; null where unknown.</summary>
    public string? SourceName { get; init; }

    /// <summary>Where the article stands on the web (http or https only); null where unknown. Never fetched.</summary>
    public Uri? SourceUrl { get; init; }

    /// <summary>All that was found about it, with who says it.</summary>
    public IReadOnlyList<MetadataCandidate> Candidates { get; init; } = [];

    /// <summary>Codes of what was odd about the file and mended, such as <c>repaired-encoding</c>.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
