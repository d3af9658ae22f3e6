using Pipeline.Articles;
using Pipeline.Articles.Reading;

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

    /// <summary>Name of the archive that holds the file, or null for a file of its own.</summary>
    public string? Archive { get; init; }

    /// <summary>How often it was tried to read the file.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>When it was refused.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The entry of a refused file with the sentences of all languages.</summary>
    public static QuarantineEntry Of(ArticleHead head, Rejection reason)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(reason);
        return new()
        {
            Id = head.Id,
            FileName = head.FileName,
            Code = reason.Code.Name(),
            Reason = Strings.Languages.ToDictionary(code => code, code => reason.Reason(Strings.For(code))),
            Remedy = Strings.Languages.ToDictionary(code => code, code => reason.Remedy(Strings.For(code))),
            FileHash = head.FileHash,
            Archive = head.Archive,
            Attempts = head.Attempts,
            At = head.At,
        };
    }
}
