using Pipeline.Articles;

namespace Pipeline.Quarantine;

/// <summary>A refused file and why, in words for its editor.</summary>
public sealed record QuarantineEntry
{
    /// <summary>Identity of the article that the file would have been.</summary>
    public required ArticleId Id { get; init; }

    /// <summary>The blob's name.</summary>
    public required string FileName { get; init; }

    /// <summary>Code of the reason, from the closed list of rejections.</summary>
    public required string Code { get; init; }

    /// <summary>The reason in one sentence a language, by language code.</summary>
    public required IReadOnlyDictionary<string, string> Reason { get; init; }

    /// <summary>What the editor can do, by language code.</summary>
    public required IReadOnlyDictionary<string, string> Remedy { get; init; }

    /// <summary>Id of the raw bytes.</summary>
    public required string FileHash { get; init; }

    /// <summary>When it was refused.</summary>
    public required DateTimeOffset At { get; init; }
}
