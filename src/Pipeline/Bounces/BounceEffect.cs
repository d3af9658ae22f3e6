namespace Pipeline.Bounces;

/// <summary>What came of a notice.</summary>
public enum BounceEffect
{
    /// <summary>It asks for nothing, or says something of the sender only.</summary>
    Noted,

    /// <summary>It was counted against the reader.</summary>
    Counted,

    /// <summary>The address is suppressed.</summary>
    Suppressed,

    /// <summary>Nobody of ours is meant.</summary>
    ReaderUnknown,
}
