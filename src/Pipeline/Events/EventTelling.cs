using Pipeline.Articles;

namespace Pipeline.Events;

/// <summary>That an article tells an event: the way from an article to its mentions.</summary>
/// <param name="Article">The article.</param>
/// <param name="Event">The event.</param>
/// <param name="Mentions">Ids of its mentions of the event; none where it told it once.</param>
public sealed record EventTelling(ArticleId Article, EventId Event, IReadOnlyList<string> Mentions);
