using Pipeline.Events;

namespace Pipeline.Digest;

/// <summary>An event of an issue with its weight.</summary>
/// <param name="Event">The event.</param>
/// <param name="Salience">What its weight is made of.</param>
public sealed record RankedEvent(EventId Event, Salience Salience);
