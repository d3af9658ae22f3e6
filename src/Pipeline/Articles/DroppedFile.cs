namespace Pipeline.Articles;

/// <summary>A file as an editor left it in the container <c>articles</c>.</summary>
public sealed record DroppedFile
{
    /// <summary>Name of the blob, folders included; never used to build another name.</summary>
    public required string Name { get; init; }

    /// <summary>The bytes, readable once from the start; the caller disposes it.</summary>
    public required Stream Content { get; init; }

    /// <summary>When the blob was last written.</summary>
    public required DateTimeOffset LastModified { get; init; }

    /// <summary>The blob's ETag without quotation marks; empty where the source has none.</summary>
    public string ETag { get; init; } = "";

    /// <summary>The blob's own metadata, keys in lower case: <c>published</c>, <c>title</c>, <c>source</c>, <c>url</c>, <c>language</c>, <c>editor</c>.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}
