namespace Pipeline.Adapters.Readiness;

/// <summary>Why something is not ready, without an address or any word of the other side.</summary>
public enum ReadinessProblem
{
    /// <summary>Nothing answers.</summary>
    Unreachable,

    /// <summary>It did not answer in time.</summary>
    TooSlow,

    /// <summary>It answers, and the container, table or queue is not there.</summary>
    Missing,

    /// <summary>It answers that we may not, or we have no identity to show.</summary>
    Forbidden,

    /// <summary>It answers with something else.</summary>
    Failing,
}
