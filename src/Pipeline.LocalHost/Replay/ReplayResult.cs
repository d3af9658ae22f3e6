using Pipeline.Articles;
using Pipeline.Events;
using Pipeline.Stories;

namespace Pipeline.LocalHost.Replay;

/// <summary>What a replay made.</summary>
/// <param name="Digests">The digests, earliest first.</param>
/// <param name="Stories">The stories, each with its events and their reports.</param>
/// <param name="Names">The files' names by article.</param>
/// <param name="Heirs">Of events that a digest told and that have since become part of another, that other.</param>
internal sealed record ReplayResult(
    IReadOnlyList<ReplayDigest> Digests, IReadOnlyList<(Story Story, IReadOnlyList<(StoredEvent Event, IReadOnlyList<EventMention> Mentions)> Events)> Stories,
    IReadOnlyDictionary<ArticleId, string> Names, IReadOnlyDictionary<EventId, EventId> Heirs);
