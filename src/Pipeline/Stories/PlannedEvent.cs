using Pipeline.Events;
using Pipeline.Extraction;

namespace Pipeline.Stories;

/// <summary>An event as it shall be after an update of its story.</summary>
/// <param name="plan">The update.</param>
/// <param name="id">The event.</param>
/// <param name="mentions">Its reports; none for one that is withdrawn or has gone into another.</param>
internal sealed class PlannedEvent(StoryPlan plan, EventId id, IReadOnlyList<EventMention> mentions)
{
    /// <summary>The event.</summary>
    public EventId Id { get; } = id;

    /// <summary>Its reports.</summary>
    public IReadOnlyList<EventMention> Mentions { get; } = mentions;

    /// <summary>Whether it may have changed.</summary>
    public bool IsTouched { get; init; }

    /// <summary>The event that its reports were part of before they were told apart: what readers know of that one is no news.</summary>
    public EventId? Origin { get; init; }

    /// <summary>The event into which its reports have gone, or null.</summary>
    public EventId? MergedInto { get; init; }

    /// <summary>Whether another update was storing it when this one began: then it is stored in any case, so that the other one comes too late.</summary>
    public bool IsPending { get; init; }

    /// <summary>Whether its history depends on what readers were told.</summary>
    public bool NeedsTold(StoredEvent before) => Mentions.Count == 0
        ? MergedInto is null && before.WithdrawnAt is null
        : before.WithdrawnAt is not null
            || !before.History.Any(change => change.Kind == EventChangeKind.New && Mentions.Any(mention => mention.Article == change.Article));

    /// <summary>Its next state; null where there is nothing to store.</summary>
    public StoredEvent? Next(StoredEvent? before, DateTimeOffset? since, ToldState told, DateTimeOffset at)
    {
        if (Mentions.Count == 0)
        {
            var known = before ?? (IsPending ? Nothing(at) : null);
            return known is null ? null : known with
            {
                Sources = [],
                MergedInto = MergedInto,
                WithdrawnAt = MergedInto is null ? known.WithdrawnAt ?? at : known.WithdrawnAt,
                History = told.HasAny ? EventHistory.OfWithdrawn(known, at) : known.History,
            };
        }

        var summary = EventSummary.Of(Mentions);
        var now = summary.ToEvent(Id, plan.Id, plan.ArticlesById, plan.Groups, plan.Content.Rulings);
        return now with { History = new EventHistory(plan.Options, plan.Content.Articles, at).Of(before, now, summary, since, told) };
    }

    // Stands where another update would found an event that is no more.
    private StoredEvent Nothing(DateTimeOffset at) => new()
    {
        Id = Id,
        Story = plan.Id,
        Date = DateSpan.Day(DateOnly.FromDateTime(at.UtcDateTime)),
        Status = EventStatus.Happened,
        Headline = "",
        Evidence = "",
        DateText = "",
        Language = "",
        Confidence = 0,
        WithdrawnAt = at,
    };

    /// <summary>Whether nothing would change.</summary>
    public static bool IsSame(StoredEvent before, StoredEvent now) =>
        before.Story == now.Story && before.Date == now.Date && before.Status == now.Status && before.WithdrawnAt == now.WithdrawnAt && before.MergedInto == now.MergedInto
        && before.IsDismissed == now.IsDismissed && before.IsPinned == now.IsPinned && before.Confidence.Equals(now.Confidence)
        && before.Evidence == now.Evidence && before.Headline == now.Headline
        && before.Sources.SequenceEqual(now.Sources) && before.History.SequenceEqual(now.History)
        && before.Contradictions.SequenceEqual(now.Contradictions) && before.Warnings.SequenceEqual(now.Warnings, StringComparer.Ordinal)
        && before.Figures.OrderBy(own => own.Key, StringComparer.Ordinal).SequenceEqual(now.Figures.OrderBy(own => own.Key, StringComparer.Ordinal))
        && before.Headlines.OrderBy(own => own.Key, StringComparer.Ordinal).SequenceEqual(now.Headlines.OrderBy(own => own.Key, StringComparer.Ordinal));
}
