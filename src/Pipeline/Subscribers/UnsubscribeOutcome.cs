namespace Pipeline.Subscribers;

/// <summary>What became of a wish to leave.</summary>
/// <param name="HasLeft">Whether the reader gets nothing any more, since now or before; false where the link is not good.</param>
/// <param name="Language">The reader's language; null where nobody is kept under the link.</param>
public sealed record UnsubscribeOutcome(bool HasLeft, string? Language);
