using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pipeline.Articles;
using Pipeline.Events;

namespace Pipeline.Stories;

/// <summary>
/// Brings a story and its events into step with its articles: a function of what the story is made of, so that it does not matter in which order the articles came,
/// or who does it. Events are stored before the story that lists them; where another worker was faster, it is done again. Thread-safe.
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
            // The head first: whoever adds something after our look at the content has to save the head after us.
            var known = await _stories.FindAsync(id, cancellationToken).ConfigureAwait(false);
            if (known?.Value.MergedInto is { } into)
            {
                id = await MoveAsync(id, into, cancellationToken).ConfigureAwait(false);
                continue;
            }

            var content = await _stories.ReadAsync(id, cancellationToken).ConfigureAwait(false);
            var plan = new StoryPlan(id, known?.Value, content, articles, _options);
            var events = await SaveEventsAsync(plan, cancellationToken).ConfigureAwait(false);
            if (events is not null && await SaveStoryAsync(plan, known, cancellationToken).ConfigureAwait(false) is { } story)
            {
                LogUpdated(_logger, id.Value, content.Articles.Count, events.Count);
                return (story, events);
            }
        }

        throw new InvalidOperationException($"Story {id} was changed by others {MaxTries} times in a row; the work has to be tried again.");
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

        await AdoptAsync(into, head?.Events ?? [], cancellationToken).ConfigureAwait(false);
        foreach (var article in content.Articles)
        {
            var mentions = content.Mentions.Where(mention => mention.Article == article.Article).Select(mention => mention.Id).ToList();
            await _stories.RemoveAsync(from, article.Article, mentions, cancellationToken).ConfigureAwait(false);
        }

        return into;
    }

    // The events keep their ids in their new story.
    private async Task AdoptAsync(StoryId into, IReadOnlyList<StoryEvent> events, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            var known = await _stories.FindAsync(into, cancellationToken).ConfigureAwait(false);
            var missing = events.Where(moved => known?.Value.Events.Any(own => own.Event == moved.Event) == false).ToList();
            if (known is null || missing.Count == 0
                || await _stories.TrySaveAsync(known.Value with { Events = [.. known.Value.Events, .. missing.Select(moved => moved with { IsMoved = true })] }, known.Version, cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }

        throw new InvalidOperationException($"Story {into} was changed by others {MaxTries} times in a row; the work has to be tried again.");
    }

    // Null where an event was changed by another worker.
    private async Task<IReadOnlyList<StoredEvent>?> SaveEventsAsync(StoryPlan plan, CancellationToken cancellationToken)
    {
        await RecallAsync(plan, cancellationToken).ConfigureAwait(false);
        var saved = new List<StoredEvent>();
        foreach (var planned in plan.Events.Where(planned => planned.IsTouched))
        {
            var before = await _events.FindAsync(planned.Id, cancellationToken).ConfigureAwait(false);
            var isTold = before is not null && planned.NeedsTold(before.Value) && await _told.AnyAsync(before.Value.History, cancellationToken).ConfigureAwait(false);
            var since = before is null && planned.Origin is { } origin ? (await _events.FindAsync(origin, cancellationToken).ConfigureAwait(false))?.Value.History[0].At : null;
            var now = planned.Next(before?.Value, since, isTold, _time.GetUtcNow());
            if (now is null)
            {
                continue;
            }

            if (before is null || !PlannedEvent.IsSame(before.Value, now))
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

        plan.Settle();
    }

    private async Task<Story?> SaveStoryAsync(StoryPlan plan, Versioned<Story>? known, CancellationToken cancellationToken)
    {
        var story = plan.ToStory();
        var newKeys = story.Keys.Except(known?.Value.Keys ?? [], StringComparer.Ordinal).ToList();
        if (newKeys.Count > 0)
        {
            await _stories.SaveKeysAsync(story.Id, newKeys, cancellationToken).ConfigureAwait(false);
        }

        return await _stories.TrySaveAsync(story, known?.Version, cancellationToken).ConfigureAwait(false) ? story : null;
    }
}
