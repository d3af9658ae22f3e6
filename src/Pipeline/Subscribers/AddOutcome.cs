namespace Pipeline.Subscribers;

/// <summary>What became of a reader whom somebody of the newsroom entered.</summary>
public enum AddOutcome
{
    /// <summary>Gets the digest from now on.</summary>
    Added,

    /// <summary>Is kept already; nothing was changed.</summary>
    Known,

    /// <summary>Had left; nothing was changed, because only the reader can come back.</summary>
    HasLeft,

    /// <summary>Must not be written to; nothing was changed.</summary>
    Suppressed,
}
