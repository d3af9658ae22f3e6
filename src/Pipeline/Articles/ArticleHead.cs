namespace Pipeline.Articles;

/// <summary>The stored summary of an article's newest version.</summary>
public sealed record ArticleHead
{
    /// <summary>Identity.</summary>
    public required ArticleId Id { get; init; }

    /// <summary>The blob's name.</summary>
    public required string FileName { get; init; }

    /// <summary>Id of the raw bytes; the same bytes again change nothing.</summary>
    public required string FileHash { get; init; }

    /// <summary>Id of the text; null for a refused file.</summary>
    public string? ContentHash { get; init; }

    /// <summary>When the blob was written; an older version never replaces a newer one.</summary>
    public required DateTimeOffset LastModified { get; init; }

    /// <summary>How far it has come.</summary>
    public required ArticleState State { get; init; }

    /// <summary>The headline, or null.</summary>
    public string? Title { get; init; }

    /// <summary>Language code, or null for a refused file.</summary>
    public string? Language { get; init; }

    /// <summary>Publication day, or null for a refused file.</summary>
    public DateOnly? Published { get; init; }

    /// <summary>Where the publication day was read.</summary>
    public MetadataSource? PublishedFrom { get; init; }

    /// <summary>The publisher's name, or null.</summary>
    public string? SourceName { get; init; }

    /// <summary>Where it stands on the web, or null.</summary>
    public Uri? SourceUrl { get; init; }

    /// <summary>The article whose content this one repeats, or null.</summary>
    public ArticleId? DuplicateOf { get; init; }

    /// <summary>The events that it reports.</summary>
    public IReadOnlyList<string> EventIds { get; init; } = [];

    /// <summary>Codes of warnings or, for a refused file, of the reason.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>When this state was stored.</summary>
    public required DateTimeOffset At { get; init; }
}
