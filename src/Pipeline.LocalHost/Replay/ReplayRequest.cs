namespace Pipeline.LocalHost.Replay;

/// <summary>What to replay.</summary>
/// <param name="Folder">The articles.</param>
/// <param name="Days">Days after which a digest is made, earliest first; null for every day that has articles.</param>
/// <param name="Mentions">File with the events, or null where they are to be found.</param>
/// <param name="Storage">Connection string of a storage, or null for one in memory.</param>
internal sealed record ReplayRequest(DirectoryInfo Folder, IReadOnlyList<DateOnly>? Days, FileInfo? Mentions, string? Storage)
{
    /// <summary>Turns the articles into another order of arrival, for tests; null for that of their publication.</summary>
    public Func<IReadOnlyList<ReplayArticle>, IReadOnlyList<ReplayArticle>>? Reorder { get; init; }

    /// <summary>Articles that are read at once.</summary>
    public int AtOnce { get; init; } = 1;
}
