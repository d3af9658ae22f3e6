using Pipeline.Events;

namespace Pipeline.Stories;

/// <summary>All that a story is made of.</summary>
/// <param name="Articles">Its articles.</param>
/// <param name="Mentions">The reports in them.</param>
/// <param name="Rulings">What editors decided.</param>
public sealed record StoryContent(IReadOnlyList<StoryArticle> Articles, IReadOnlyList<EventMention> Mentions, IReadOnlyList<Ruling> Rulings);
