namespace Pipeline.Stories;

/// <summary>What an editor decides about events.</summary>
public enum RulingKind
{
    /// <summary>Two reports are of one event.</summary>
    Merge,

    /// <summary>Two reports are of different events.</summary>
    Split,

    /// <summary>The event of the report is told in no digest.</summary>
    Dismiss,

    /// <summary>The event of the report comes first in its digest.</summary>
    Pin,
}
