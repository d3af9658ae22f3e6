using Pipeline.Articles.Reading;

namespace Pipeline.Articles;

/// <summary>The stored summary of an article's newest version.</summary>
public sealed record ArticleHead
{
    /// <summary>Identity.</summary>
    public required ArticleId Id { get; init; }

    /// <summary>The blob's name.</summary>
    public required string FileName { get; init; }

    /// <summary>
    /// Number of this version, growing with each: the ticks of <see cref="LastModified"/>, or one more than the version before where those do not grow.
    /// </summary>
    public long Version { get; init; }

    /// <summary>Id of the bytes and of the metadata that is read; the same again changes nothing.</summary>
    public required string FileHash { get; init; }

    /// <summary>Id of the text; null for a refused file.</summary>
    public string? ContentHash { get; init; }

    /// <summary>When the blob was written; an older version never replaces a newer one.</summary>
    public required DateTimeOffset LastModified { get; init; }

    /// <summary>The blob's ETag, which parts two versions of one second; empty where the source has none.</summary>
    public string ETag { get; init; } = "";

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

    /// <summary>How far the publication day can be trusted, or null for a refused file.</summary>
    public PublicationConfidence? PublishedConfidence { get; init; }

    /// <summary>The publisher's name, or null.</summary>
    public string? SourceName { get; init; }

    /// <summary>Where it stands on the web, or null.</summary>
    public Uri? SourceUrl { get; init; }

    /// <summary>The article whose content this one repeats, or null.</summary>
    public ArticleId? DuplicateOf { get; init; }

    /// <summary>Name of the archive that holds the file, or null for a file of its own.</summary>
    public string? Archive { get; init; }

    /// <summary>Names of the files in it, <c>{archive}!/{entry}</c>; only an archive has some. Each is an article of its own.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    /// <summary>The events that it reports.</summary>
    public IReadOnlyList<string> EventIds { get; init; } = [];

    /// <summary>Why the file is refused; null where it is not.</summary>
    public Rejection? Reason { get; init; }

    /// <summary>How often it was tried to read the file, the last time included.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>Id of the rules by which this version was read, see <see cref="ReadingRules"/>; null for a removed article, and where it was read before rules had an id.</summary>
    public string? ReadBy { get; init; }

    /// <summary>The trace in which this version was taken in (W3C <c>traceparent</c>); null where nobody listened.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Codes of warnings or, for a refused file, of the reason.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>When this state was stored.</summary>
    public required DateTimeOffset At { get; init; }
}
