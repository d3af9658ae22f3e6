namespace Pipeline.Digest;

/// <summary>What a finding of the preflight means for the variant.</summary>
public enum PreflightSeverity
{
    /// <summary>It may go out; with approval on, an editor looks first.</summary>
    Warn,

    /// <summary>It must not go out.</summary>
    Refuse,
}
