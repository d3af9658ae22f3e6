namespace Pipeline.Adapters.Readiness;

/// <summary>One check.</summary>
/// <param name="Name">What was looked at: <c>blobs</c>, <c>tables</c>, <c>queues</c> or <c>smtp</c>.</param>
/// <param name="Problem">Why it is not ready; null where it is.</param>
/// <param name="Milliseconds">How long the look took.</param>
public sealed record ReadinessResult(string Name, ReadinessProblem? Problem, long Milliseconds);
