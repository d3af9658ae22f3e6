namespace Pipeline.Adapters.Backups;

/// <summary>A blob without its content.</summary>
internal sealed record BlobLine
{
    public required string Name { get; init; }

    /// <summary>Bytes of the content.</summary>
    public required long Bytes { get; init; }

    /// <summary>Hash of the content, in lower-case hex.</summary>
    public required string Sha256 { get; init; }

    public string? ContentType { get; init; }

    public string? ContentEncoding { get; init; }

    public string? ContentLanguage { get; init; }

    public string? ContentDisposition { get; init; }

    public string? CacheControl { get; init; }

    /// <summary>The MD5 that the account holds, in base64.</summary>
    public string? ContentMd5 { get; init; }

    public SortedDictionary<string, string> Metadata { get; init; } = [];

    public SortedDictionary<string, string> Tags { get; init; } = [];

    /// <summary>When it was written; for people, since no client can set it.</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>This without what is the server's, its names in one order, so that equal blobs have equal texts.</summary>
    public BlobLine Comparable() => this with
    {
        Metadata = new(Metadata, StringComparer.Ordinal),
        Tags = new(Tags, StringComparer.Ordinal),
        LastModified = null,
    };
}
