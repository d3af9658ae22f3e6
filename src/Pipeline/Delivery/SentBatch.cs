namespace Pipeline.Delivery;

/// <summary>A few mails that were in hand together, in order, and what came of them.</summary>
/// <param name="Ended">How their rows are to end.</param>
/// <param name="Outcomes">How the attempts ended.</param>
public sealed record SentBatch(IReadOnlyList<DeliveryEntry> Ended, IReadOnlyList<SendOutcome> Outcomes);
