namespace Pipeline.Digest;

/// <summary>What goes out of a list at one cut-off; its contents are its <see cref="DigestVariant"/>s, its mails the rows of the ledger. Immutable.</summary>
public sealed record DigestIssue
{
    /// <summary>List and cut-off.</summary>
    public required DigestId Id { get; init; }

    /// <summary>Whether its mails may leave.</summary>
    public IssueState State { get; init; }

    /// <summary>Why it is held or paused: a code, or the words of a server; null for none.</summary>
    public string? Reason { get; init; }

    /// <summary>What the preflight found in its variants when it was planned, the refusals first.</summary>
    public IReadOnlyList<PreflightFinding> Findings { get; init; } = [];

    /// <summary>The states, of those it was in, that the editor was told of by mail.</summary>
    public IReadOnlyList<IssueState> Told { get; init; } = [];

    /// <summary>Whether it is an edition of the list: then it has a public variant in each language, and goes to those who want every digest.</summary>
    public bool IsEdition { get; init; }

    /// <summary>Whether all its mails are in the ledger.</summary>
    public bool IsPlanned { get; init; }

    /// <summary>Whether none of its mails is open any more.</summary>
    public bool IsSettled { get; init; }

    /// <summary>When it was settled, its mails counted in the readers' positions; null while it is not, or where there were none.</summary>
    public DateTimeOffset? SettledAt { get; init; }

    /// <summary>Ids of the changes that its variants tell or pass over.</summary>
    public IReadOnlyList<string> ChangeIds { get; init; } = [];

    /// <summary>After this instant a mail not yet sent is no longer sent.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
