namespace Pipeline.Adapters.Readiness;

/// <summary>All checks.</summary>
public sealed record ReadinessReport(IReadOnlyList<ReadinessResult> Checks)
{
    /// <summary>Whether all is there that the app needs.</summary>
    public bool IsReady => Checks.All(check => check.Problem is null);
}
