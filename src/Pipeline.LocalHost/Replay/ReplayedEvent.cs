using Pipeline.Articles;
using Pipeline.Events;
using Pipeline.Extraction;
using Pipeline.Stories;

namespace Pipeline.LocalHost.Replay;

/// <summary>An event in the last line of <c>replay --json</c>.</summary>
internal sealed record ReplayedEvent(string Event, string Date, string Status, string Story, string Headline, IReadOnlyList<ReplayedMention> Mentions)
{
    public static ReplayedEvent Of(Story story, StoredEvent told, IReadOnlyList<EventMention> mentions, IReadOnlyDictionary<ArticleId, string> names) => new(
        told.Id.Value,
        told.Date.ToString(),
        NameOf(told.Status),
        story.Id.Value,
        told.Headline,
        [.. mentions.Select(mention => new ReplayedMention(
            names.GetValueOrDefault(mention.Article, mention.Article.Value), mention.Date.ToString(), mention.Evidence, mention.DateText, NameOf(mention.Status)))]);

    public static string NameOf(EventStatus status) => status switch
    {
        EventStatus.Happened => "happened",
        EventStatus.Planned => "planned",
        EventStatus.Cancelled => "cancelled",
        EventStatus.Denied => "denied",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };
}
