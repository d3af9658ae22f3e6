namespace Pipeline.Subscribers;

/// <summary>One entry of the suppression list; it outlives the reader's own row.</summary>
/// <param name="Id">Keyed hash of the address.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">Since when.</param>
/// <param name="Detail">A code or the words of a server, without the address; null for none.</param>
public sealed record Suppression(SubscriberId Id, SuppressionReason Reason, DateTimeOffset At, string? Detail);
