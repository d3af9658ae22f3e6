namespace Pipeline.Bounces;

/// <summary>A failure that counts against a reader.</summary>
/// <param name="Notice">Id of the notice: what comes twice counts once.</param>
/// <param name="At">When it was taken in.</param>
/// <param name="Status">The enhanced code; null for none.</param>
public sealed record CountedFailure(string Notice, DateTimeOffset At, string? Status);
