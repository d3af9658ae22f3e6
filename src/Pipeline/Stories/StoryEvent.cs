using Pipeline.Events;

namespace Pipeline.Stories;

/// <summary>An event of a story, and the reports that it is made of.</summary>
/// <param name="Event">The event.</param>
/// <param name="Mentions">Ids of its mentions, in order; none for an event that nobody tells any more.</param>
/// <param name="IsMoved">Whether it came from another story and does not say yet that it stands in this one.</param>
/// <param name="MergedInto">The event into which its mentions have gone, while that is being stored; null otherwise.</param>
public sealed record StoryEvent(EventId Event, IReadOnlyList<string> Mentions, bool IsMoved = false, EventId? MergedInto = null);
