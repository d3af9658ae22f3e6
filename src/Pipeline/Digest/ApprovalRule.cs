namespace Pipeline.Digest;

/// <summary>Which issues wait for an editor.</summary>
public enum ApprovalRule
{
    /// <summary>None but those that must not leave as they are.</summary>
    Never,

    /// <summary>Those in which something is to be looked at.</summary>
    WhenFlagged,

    /// <summary>All.</summary>
    Always,
}
