namespace Pipeline.Articles;

/// <summary>One reading of a file that was begun and has not ended.</summary>
/// <param name="Process">The process that began it; see <see cref="ReaderProcess"/>.</param>
/// <param name="At">When it was begun.</param>
/// <param name="HasFailed">Whether the reader is known to have thrown; otherwise the process may still be at it, or dead.</param>
public sealed record ReadAttempt(string Process, DateTimeOffset At, bool HasFailed = false);
