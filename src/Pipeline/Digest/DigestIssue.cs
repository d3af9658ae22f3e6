namespace Pipeline.Digest;

/// <summary>A frozen digest: composed once, never changed, then delivered.</summary>
public sealed record DigestIssue
{
    /// <summary>List and cut-off.</summary>
    public required DigestId Id { get; init; }

    /// <summary>It tells what changed in (since, cut-off].</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Language of the issue.</summary>
    public required string Language { get; init; }

    /// <summary>Subject of the mail.</summary>
    public required string Subject { get; init; }

    /// <summary>The HTML part.</summary>
    public required string Html { get; init; }

    /// <summary>The text part.</summary>
    public required string Text { get; init; }

    /// <summary>Ids of the changes that it tells; a later issue whose window overlaps does not tell them again.</summary>
    public required IReadOnlyList<string> ChangeIds { get; init; }

    /// <summary>The new and changed events, told or left out for length, the weightiest first.</summary>
    public IReadOnlyList<RankedEvent> Ranking { get; init; } = [];

    /// <summary>After this instant an issue not yet sent is no longer sent.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
