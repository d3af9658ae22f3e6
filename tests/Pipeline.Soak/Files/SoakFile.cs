namespace Pipeline.Soak.Files;

/// <summary>A file to drop, or one inside an archive that is dropped.</summary>
public sealed record SoakFile
{
    /// <summary>Name of the blob, or <c>{archive}!/{entry}</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its content.</summary>
    public required byte[] Bytes { get; init; }

    /// <summary>What has to become of it in the end.</summary>
    public required Fate Fate { get; init; }

    /// <summary>The headline, where it is an article whose format has a place for one.</summary>
    public string? Title { get; init; }

    /// <summary>What lies under the name at first, where this is the correction of it; else null.</summary>
    public byte[]? Before { get; init; }

    /// <summary>Files with the same text share a group; 0 for none.</summary>
    public int Group { get; init; }

    /// <summary>The files in an archive.</summary>
    public IReadOnlyList<SoakFile> Parts { get; init; } = [];
}
