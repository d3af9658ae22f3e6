using Pipeline.Events;
using Pipeline.Stories;

namespace Pipeline.Site;

/// <summary>A story with what is told of it now.</summary>
/// <param name="Story">The story.</param>
/// <param name="Events">Its events in the order of the timeline, without those that nobody tells any more or that an editor took out.</param>
/// <param name="Omitted">Number of earlier events left out for length.</param>
internal sealed record ToldStory(Story Story, IReadOnlyList<StoredEvent> Events, int Omitted)
{
    /// <summary>When something of it became known last; null where it tells nothing.</summary>
    public DateTimeOffset? ChangedAt => Events.SelectMany(told => told.History).Select(change => (DateTimeOffset?)change.At).Max();
}
