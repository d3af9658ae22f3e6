namespace Pipeline.Bounces;

/// <summary>What became of a file of container <c>bounces</c>.</summary>
/// <param name="Id">Id of the content.</param>
/// <param name="File">Name of the file.</param>
/// <param name="At">When it was looked at.</param>
/// <param name="IsTakenIn">Whether it was understood and is gone from the container; otherwise it lies there still.</param>
/// <param name="Outcome">A <see cref="BounceEffect"/>, or why it was not understood: one of <see cref="BounceReasons"/>.</param>
public sealed record BounceReceipt(string Id, string File, DateTimeOffset At, bool IsTakenIn, string Outcome);
