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

    // Two workers on one story undo each other's tries for ever unless one of them waits: the longer, the more often it was undone.
    private static readonly TimeSpan s_firstWait = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(2);

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
            await WaitAsync(tries, cancellationToken).ConfigureAwait(false);

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

        throw new InvalidOperationException($"Story {id} was changed by others {MaxTries} times in a row; the work has to be tried again.");
    }

    private static Task WaitAsync(int tries, CancellationToken cancellationToken)
    {
        // The first retry is at once: mostly the other one is done.
        var longest = Math.Min(s_longestWait.TotalMilliseconds, s_firstWait.TotalMilliseconds * Math.Pow(2, tries));
        return tries < 2 ? Task.CompletedTask : Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * longest), cancellationToken);
    }

    /// <summary>Makes <paramref name="from"/> part of <paramref name="into"/>; what it is made of follows, and its address leads there.</summary>
    public async Task<StoryId> MergeAsync(StoryId from, StoryId into, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            var known = await _stories.FindAsync(from, cancellationToken).ConfigureAwait(false);
            if (known is null || known.Value.MergedInto is not null || await _stories.TrySaveAsync(known.Value with { MergedInto = into }, known.Version, cancellationToken).ConfigureAwait(false))
            {
                return await MoveAsync(from, known?.Value.MergedInto ?? into, cancellationToken).ConfigureAwait(false);
            }
        }

        throw new InvalidOperationException($"Story {from} was changed by others {MaxTries} times in a row; the work has to be tried again.");
    }

    // Copies first and deletes last: a worker that dies in between is followed by one that finds the rest.
    private async Task<StoryId> MoveAsync(StoryId from, StoryId into, CancellationToken cancellationToken)
    {
        var head = (await _stories.FindAsync(from, cancellationToken).ConfigureAwait(false))?.Value;
        var content = await _stories.ReadAsync(from, cancellationToken).ConfigureAwait(false);
        foreach (var article in content.Articles)
        {
            await _stories.SaveOfArticleAsync(article.Article, into, cancellationToken).ConfigureAwait(false);
            await _stories.SaveArticleAsync(into, article, [.. content.Mentions.Where(mention => mention.Article == article.Article)], [], cancellationToken).ConfigureAwait(false);
        }

        foreach (var ruling in content.Rulings)
        {
            await _stories.SaveRulingAsync(into, ruling, cancellationToken).ConfigureAwait(false);
        }

        if (head is not null)
        {
            await AdoptAsync(into, head, cancellationToken).ConfigureAwait(false);
        }

        foreach (var article in content.Articles)
        {
            var mentions = content.Mentions.Where(mention => mention.Article == article.Article).Select(mention => mention.Id).ToList();
            await _stories.RemoveAsync(from, article.Article, mentions, cancellationToken).ConfigureAwait(false);
        }

        return into;
    }

    // The events keep their ids in their new story. Those that an update of the old one is storing are stored by the next of the new one, so that the other comes too
    // late; and whoever updates the new story at this moment does not know of them and has to begin again.
    private async Task AdoptAsync(StoryId into, Story from, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            if (await _stories.FindAsync(into, cancellationToken).ConfigureAwait(false) is not var (known, version))
            {
                return;
            }

            var missing = from.Events.Where(moved => known.Events.All(own => own.Event != moved.Event)).ToList();
            var pending = from.Pending.Except(known.Pending).ToList();
            if (missing.Count == 0 && pending.Count == 0)
            {
                return;
            }

            var adopted = known with
            {
                Revision = known.Revision + 1,
                Events = [.. known.Events, .. missing.Select(moved => moved with { IsMoved = true })],
                Pending = [.. known.Pending, .. pending],
            };
            if (await _stories.TrySaveAsync(adopted, version, cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }

        throw new InvalidOperationException($"Story {into} was changed by others {MaxTries} times in a row; the work has to be tried again.");
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

            if (before is not null && await HeirAsync(before.Value.Story, plan.Id, cancellationToken).ConfigureAwait(false) != plan.Id)
            {
                // An article that has gone over to another story tells the event there.
                if (planned.Mentions.Count == 0)
                {
                    continue;
                }

                // This story has gone over to that one, whose word counts.
                if (await HeirAsync(plan.Id, before.Value.Story, cancellationToken).ConfigureAwait(false) == before.Value.Story)
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

    // What became of a story, as far as to `known`.
    private async Task<StoryId> HeirAsync(StoryId story, StoryId known, CancellationToken cancellationToken)
    {
        for (var steps = 0; steps < MaxTries && story != known; steps++)
        {
            if ((await _stories.FindAsync(story, cancellationToken).ConfigureAwait(false))?.Value.MergedInto is not { } into)
            {
                break;
            }

            story = into;
        }

        return story;
    }

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

    private async Task<bool> IsToldElsewhereAsync(StoredEvent known, StoryId own, IReadOnlyList<EventMention> reports, CancellationToken cancellationToken)
    {
        var story = await HeirAsync(known.Story, own, cancellationToken).ConfigureAwait(false);
        return story != own && await _stories.FindAsync(story, cancellationToken).ConfigureAwait(false) is { } other
            && other.Value.Events.Any(told => told.Event == known.Id && told.Mentions.Except(reports.Select(report => report.Id), StringComparer.Ordinal).Any());
    }

    private async Task<bool> SaveStoryAsync(Story story, IReadOnlyList<string> newKeys, string? version, CancellationToken cancellationToken)
    {
        if (newKeys.Count > 0)
        {
            await _stories.SaveKeysAsync(story.Id, newKeys, cancellationToken).ConfigureAwait(false);
        }

        return await _stories.TrySaveAsync(story, version, cancellationToken).ConfigureAwait(false);
    }
}
