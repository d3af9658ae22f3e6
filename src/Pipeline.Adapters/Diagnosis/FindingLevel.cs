namespace Pipeline.Adapters.Diagnosis;

/// <summary>How grave a finding is.</summary>
public enum FindingLevel
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>It works, and should be better.</summary>
    Warning,

    /// <summary>It does not work.</summary>
    Failure,
}
