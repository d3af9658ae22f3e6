namespace Pipeline.Articles;

/// <summary>
/// What has still to be done for the newest version of an article. Stored with the head in one transaction, and gone with the last step: whoever
/// finds it does all the steps, each of which may have been done before.
/// </summary>
public sealed record ArticleOutbox
{
    /// <summary>The version that it belongs to.</summary>
    public required long Version { get; init; }

    /// <summary>
    /// What the article becomes: <see cref="ArticleState.Ingested"/> (or, as it turns out, a duplicate), <see cref="ArticleState.Quarantined"/>,
    /// <see cref="ArticleState.Archive"/> or <see cref="ArticleState.Removed"/>.
    /// </summary>
    public required ArticleState Target { get; init; }

    /// <summary>Contents of versions before, which others may have now.</summary>
    public IReadOnlyList<string> ReleasedContents { get; init; } = [];

    /// <summary>Names of files that the archive no longer holds.</summary>
    public IReadOnlyList<string> RemovedParts { get; init; } = [];

    /// <summary>Whether a version before may have an entry in the quarantine.</summary>
    public bool LeavesQuarantine { get; init; }

    /// <summary>This outbox with what a version before, <paramref name="known"/>, leaves to be cleared, and what is <paramref name="open"/> of it.</summary>
    public ArticleOutbox After(ArticleHead? known, ArticleOutbox? open, ArticleHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        var contents = (open?.ReleasedContents ?? []).Concat(known?.ContentHash is { } content ? [content] : []);
        var parts = (open?.RemovedParts ?? []).Concat(known?.Parts ?? []);
        return this with
        {
            ReleasedContents = [.. contents.Where(content => content != head.ContentHash).Distinct(StringComparer.Ordinal)],
            RemovedParts = [.. parts.Except(head.Parts, StringComparer.Ordinal)],
            LeavesQuarantine = Target != ArticleState.Quarantined
                && (known?.State == ArticleState.Quarantined || open is { LeavesQuarantine: true } or { Target: ArticleState.Quarantined }),
        };
    }
}
