using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pipeline.Articles;
using Pipeline.Events;

namespace Pipeline.Stories;

/// <summary>
/// Brings a story and its events into step with its articles: a function of what the story is made of, so that it does not matter in which order the articles came,
/// or who does it. The story is stored first with the events that are being stored, then these, each under the number of the update, then the story again without
/// the list: a later update takes over what an earlier one left, and the earlier one can store nothing after it. Thread-safe.
/// </summary>
public sealed partial class StoryUpdate
{
    private const int MaxTries = 50;

    private readonly IStoryStore _stories;
    private readonly IEventStore _events;
    private readonly ToldChanges _told;
    private readonly MergingOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<StoryUpdate> _logger;

    /// <summary>Works on these stores.</summary>
    public StoryUpdate(IStoryStore stories, IEventStore events, ToldChanges told, IOptions<MergingOptions> options, TimeProvider time, ILogger<StoryUpdate> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        _stories = stories;
        _events = events;
        _told = told;
        _options = options.Value;
        _time = time;
        _logger = logger;
    }

    /// <summary>
    /// Updates story <paramref name="id"/>, and with it every event whose reports have changed or that one of <paramref name="articles"/> tells. Returns the story
    /// and the events that were looked at.
    /// </summary>
    /// <exception cref="InvalidOperationException">Others changed it again and again; the work has to be tried again.</exception>
    public async Task<(Story Story, IReadOnlyList<StoredEvent> Events)> RunAsync(StoryId id, IReadOnlySet<ArticleId> articles, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(articles);
        for (var tries = 0; tries < MaxTries; tries++)
        {
            await Backoff.WaitAsync(tries, cancellationToken).ConfigureAwait(false);

            // The head first: whoever adds something after our look at the content has to save the head after us.
            var known = await _stories.FindAsync(id, cancellationToken).ConfigureAwait(false);
            if (known?.Value.MergedInto is { } into)
            {
                id = await MoveAsync(id, into, cancellationToken).ConfigureAwait(false);
                continue;
            }

            var content = await _stories.ReadAsync(id, cancellationToken).ConfigureAwait(false);
            var plan = new StoryPlan(id, known?.Value, content, articles, _options);
            await RecallAsync(plan, cancellationToken).ConfigureAwait(false);
            var founded = await FoundAsync(plan, cancellationToken).ConfigureAwait(false);
            plan.Settle();
            var pending = plan.ToPendingStory();
            if (!await SaveStoryAsync(pending, plan.NewKeys, known?.Version, cancellationToken).ConfigureAwait(false))
            {
                continue;
            }

            var events = await SaveEventsAsync(plan, founded, pending.Revision, cancellationToken).ConfigureAwait(false);
            var story = plan.ToStory() with { Revision = pending.Revision };
            if (events is not null && await TrySettleAsync(story, cancellationToken).ConfigureAwait(false))
            {
                LogUpdated(_logger, id.Value, content.Articles.Count, events.Count);
                return (story, events);
            }
        }

        throw Busy(id);
    }

    /// <summary>
    /// Makes two stories one; what the one is made of follows, and its address leads to the other. The one founded first stands, of two of one day that with the smaller
    /// id: always the same one, so that two workers cannot make each the part of the other. Returns it.
    /// </summary>
    public async Task<StoryId> MergeAsync(StoryId one, StoryId other, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            await Backoff.WaitAsync(tries, cancellationToken).ConfigureAwait(false);
            if (await _stories.FindHeirAsync(one, cancellationToken).ConfigureAwait(false) is not { } into)
            {
                return other;
            }

            if (await _stories.FindHeirAsync(other, cancellationToken).ConfigureAwait(false) is not { } from || from.Value.Id == into.Value.Id)
            {
                return into.Value.Id;
            }

            if ((from.Value.Founded, from.Value.Id.Value).CompareTo((into.Value.Founded, into.Value.Id.Value)) < 0)
            {
                (into, from) = (from, into);
            }

            if (await _stories.TrySaveAsync(from.Value with { MergedInto = into.Value.Id }, from.Version, cancellationToken).ConfigureAwait(false))
            {
                return await MoveAsync(from.Value.Id, into.Value.Id, cancellationToken).ConfigureAwait(false);
            }
        }

        throw Busy(one);
    }

    // Copies first and deletes last: a worker that dies in between is followed by one that finds the rest. Nobody brings anything to a story that is part of another.
    private async Task<StoryId> MoveAsync(StoryId from, StoryId into, CancellationToken cancellationToken)
    {
        if (await _stories.FindAsync(from, cancellationToken).ConfigureAwait(false) is not { } head)
        {
            return into;
        }

        var content = await _stories.ReadAsync(from, cancellationToken).ConfigureAwait(false);
        foreach (var article in content.Articles)
        {
            await BringAsync(into, article, [.. content.Mentions.Where(mention => mention.Article == article.Article)], cancellationToken).ConfigureAwait(false);
        }

        foreach (var ruling in content.Rulings)
        {
            await _stories.SaveRulingAsync(into, ruling, cancellationToken).ConfigureAwait(false);
        }

        into = await AdoptAsync(into, head.Value, cancellationToken).ConfigureAwait(false);
        if (content.Articles.Count + content.Mentions.Count > 0)
        {
            // Where another worker was faster, it deleted the same.
            var gone = StoryChange.Take([.. content.Articles.Select(article => article.Article)], [.. content.Mentions.Select(mention => mention.Id)]);
            await _stories.TryChangeAsync(head.Value, head.Version, gone, cancellationToken).ConfigureAwait(false);
        }

        return into;
    }

    // An article that has another place by now, or a newer version, stays behind. As in a first placing, the head is read before the place and saved after it.
    private async Task BringAsync(StoryId into, StoryArticle article, IReadOnlyList<EventMention> mentions, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            await Backoff.WaitAsync(tries, cancellationToken).ConfigureAwait(false);
            var head = await _stories.FindHeirAsync(into, cancellationToken).ConfigureAwait(false);
            var home = (await _stories.FindPlaceAsync(article.Article, cancellationToken).ConfigureAwait(false)).Home;
            if (head is null || home is null || home.Value.Version != article.Version || home.Value.Story is not { } story
                || (await _stories.FindHeirAsync(story, cancellationToken).ConfigureAwait(false))?.Value.Id != head.Value.Id)
            {
                return;
            }

            if (await _stories.TryPlaceAsync(article.Article, home.Value with { Story = head.Value.Id }, home.Version, cancellationToken).ConfigureAwait(false)
                && await _stories.TryChangeAsync(head.Value, head.Version, StoryChange.Bring(article, mentions, []), cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }

        throw Busy(into);
    }

    // The events keep their ids in their new story, or what has become of it, which is returned. Those that an update of the old one is storing are stored by the next of the
    // new one, so that the other comes too late; and whoever updates the new story at this moment does not know of them and has to begin again.
    private async Task<StoryId> AdoptAsync(StoryId into, Story from, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            await Backoff.WaitAsync(tries, cancellationToken).ConfigureAwait(false);
            if (await _stories.FindHeirAsync(into, cancellationToken).ConfigureAwait(false) is not var (known, version))
            {
                return into;
            }

            var missing = from.Events.Where(moved => known.Events.All(own => own.Event != moved.Event)).ToList();
            var pending = from.Pending.Except(known.Pending).ToList();
            if (missing.Count == 0 && pending.Count == 0)
            {
                return known.Id;
            }

            var adopted = known with
            {
                Revision = known.Revision + 1,
                Events = [.. known.Events, .. missing.Select(moved => moved with { IsMoved = true })],
                Pending = [.. known.Pending, .. pending],
            };
            if (await _stories.TrySaveAsync(adopted, version, cancellationToken).ConfigureAwait(false))
            {
                return known.Id;
            }
        }

        throw Busy(into);
    }

    private async Task<bool> TrySettleAsync(Story story, CancellationToken cancellationToken)
    {
        var pending = await _stories.FindAsync(story.Id, cancellationToken).ConfigureAwait(false);
        return pending?.Value.Revision == story.Revision && pending.Value.MergedInto is null
            && await _stories.TrySaveAsync(story, pending.Version, cancellationToken).ConfigureAwait(false);
    }

    // Null where another worker was faster.
    private async Task<IReadOnlyList<StoredEvent>?> SaveEventsAsync(
        StoryPlan plan, IReadOnlyDictionary<Events.EventId, Versioned<StoredEvent>?> founded, long revision, CancellationToken cancellationToken)
    {
        var saved = new List<StoredEvent>();
        foreach (var planned in plan.Events.Where(planned => planned.IsTouched))
        {
            var before = founded.TryGetValue(planned.Id, out var looked) ? looked : await _events.FindAsync(planned.Id, cancellationToken).ConfigureAwait(false);
            if (before?.Value.Revision > revision && before.Value.Story == plan.Id)
            {
                return null;
            }

            if (before is not null && !await IsOwnAsync(before.Value.Story, plan.Id, cancellationToken).ConfigureAwait(false))
            {
                if (planned.Mentions.Count == 0)
                {
                    // An article that has gone over to another story tells the event there. Saved as it is, so that a slow update of this story comes too late.
                    if (!await _events.TrySaveAsync(before.Value, before.Version, cancellationToken).ConfigureAwait(false))
                    {
                        return null;
                    }

                    continue;
                }

                // Whoever took the article from here, or this story into another, has saved the head first.
                if (await _stories.FindAsync(plan.Id, cancellationToken).ConfigureAwait(false) is not { Value.MergedInto: null } own || own.Value.Revision != revision)
                {
                    return null;
                }
            }

            var told = before is not null && planned.NeedsTold(before.Value) ? await _told.OfAsync(before.Value.History, cancellationToken).ConfigureAwait(false) : default;
            var since = before is null ? await FirstToldAsync(planned.Origin, cancellationToken).ConfigureAwait(false) : null;
            var now = planned.Next(before?.Value, since, told, _time.GetUtcNow());
            if (now is null)
            {
                continue;
            }

            now = now with { Revision = revision };
            if (before is null || planned.IsPending || !PlannedEvent.IsSame(before.Value, now))
            {
                if (!await _events.TrySaveAsync(now, before?.Version, cancellationToken).ConfigureAwait(false))
                {
                    return null;
                }
            }

            saved.Add(now);
        }

        await _events.IndexAsync(saved, cancellationToken).ConfigureAwait(false);
        return saved;
    }

    // Whether a story is this one, or has gone over to it.
    private async Task<bool> IsOwnAsync(StoryId story, StoryId own, CancellationToken cancellationToken) =>
        story == own || (await _stories.FindHeirAsync(story, cancellationToken).ConfigureAwait(false))?.Value.Id == own;

    // When an event was first told that has been told apart into two.
    private async Task<DateTimeOffset?> FirstToldAsync(Events.EventId? origin, CancellationToken cancellationToken) =>
        origin is { } id && await _events.FindAsync(id, cancellationToken).ConfigureAwait(false) is { Value.History: [var first, ..] } ? first.At : null;

    // What lost all its reports may be told in other words now: then it is the same event, whose readers know it.
    private async Task RecallAsync(StoryPlan plan, CancellationToken cancellationToken)
    {
        foreach (var lost in plan.LostEvents())
        {
            if (await _events.FindAsync(lost, cancellationToken).ConfigureAwait(false) is { Value.MergedInto: null } before)
            {
                plan.Recall(before.Value);
            }
        }
    }

    // Looks at what stands under the ids of new events. A story that still tells one, in reports of others, keeps its id: then this one takes another.
    private async Task<IReadOnlyDictionary<Events.EventId, Versioned<StoredEvent>?>> FoundAsync(StoryPlan plan, CancellationToken cancellationToken)
    {
        var founded = new Dictionary<Events.EventId, Versioned<StoredEvent>?>();
        foreach (var number in plan.Found())
        {
            var before = await _events.FindAsync(plan.IdOf(number), cancellationToken).ConfigureAwait(false);
            while (before is not null && await IsToldElsewhereAsync(before.Value, plan.Id, plan.ReportsOf(number), cancellationToken).ConfigureAwait(false))
            {
                plan.Rename(number);
                before = await _events.FindAsync(plan.IdOf(number), cancellationToken).ConfigureAwait(false);
            }

            founded[plan.IdOf(number)] = before;
        }

        return founded;
    }

    private async Task<bool> IsToldElsewhereAsync(StoredEvent known, StoryId own, IReadOnlyList<EventMention> reports, CancellationToken cancellationToken) =>
        known.Story != own && await _stories.FindHeirAsync(known.Story, cancellationToken).ConfigureAwait(false) is { } other && other.Value.Id != own
        && other.Value.Events.Any(told => told.Event == known.Id && told.Mentions.Except(reports.Select(report => report.Id), StringComparer.Ordinal).Any());

    private async Task<bool> SaveStoryAsync(Story story, IReadOnlyList<string> newKeys, string? version, CancellationToken cancellationToken)
    {
        if (newKeys.Count > 0)
        {
            await _stories.SaveKeysAsync(story.Id, newKeys, cancellationToken).ConfigureAwait(false);
        }

        return await _stories.TrySaveAsync(story, version, cancellationToken).ConfigureAwait(false);
    }

    private static InvalidOperationException Busy(StoryId story) =>
        new($"Story {story} was changed by others {MaxTries} times in a row; the work has to be tried again.");
}
