using Pipeline.Articles;
using Pipeline.Extraction;
using Pipeline.Stories;

namespace Pipeline.Events;

/// <summary>
/// Keeps stories and their events in step with the versions of articles. An article founds a story or joins one; what it tells is stored with the story, and the
/// story is updated. Thread-safe; within one process stories are founded one at a time, so that two articles dropped together do not both found the same.
/// </summary>
public sealed class EventProjection : IEventProjection, IDisposable
{
    private const int Stripes = 32;
    private const int MaxTries = 50;

    private readonly IStoryStore _stories;
    private readonly IEventStore _events;
    private readonly StoryFinder _finder;
    private readonly StoryUpdate _update;
    private readonly SemaphoreSlim _founding = new(1, 1);
    private readonly SemaphoreSlim[] _updating = [.. Enumerable.Range(0, Stripes).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>Projects into these stores.</summary>
    public EventProjection(IStoryStore stories, IEventStore events, StoryFinder finder, StoryUpdate update)
    {
        _stories = stories;
        _events = events;
        _finder = finder;
        _update = update;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredEvent>> ProjectAsync(
        Article article, long version, IReadOnlyList<DatedEvent> events, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(article);
        ArgumentNullException.ThrowIfNull(events);
        if (events.Count == 0)
        {
            await WithdrawAsync(article.Id, version, cancellationToken).ConfigureAwait(false);
            return [];
        }

        var (brought, mentions) = StoryReports.Of(article, version, events);
        for (var tries = 0; tries < MaxTries; tries++)
        {
            if (await PlaceAsync(brought, mentions, cancellationToken).ConfigureAwait(false) is not var (story, known))
            {
                return [];
            }

            var told = await UpdateAsync(story, article.Id, cancellationToken).ConfigureAwait(false);
            if (await TakeFromAllAsync(known.Where(other => other != story), article.Id, version, told, cancellationToken).ConfigureAwait(false))
            {
                // A slow update of the story that the article has left had the last word on an event that is told here.
                told = await UpdateAsync(story, article.Id, cancellationToken).ConfigureAwait(false);
            }

            var own = told.Where(found => found.Sources.Any(source => source.Article == article.Id)).ToList();
            if (own.Count > 0)
            {
                return own;
            }

            // Another worker on the same version has put it elsewhere.
        }

        throw Busy(article.Id);
    }

    /// <inheritdoc/>
    public async Task WithdrawAsync(ArticleId article, long version, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            var place = await _stories.FindPlaceAsync(article, cancellationToken).ConfigureAwait(false);
            if (place.Home is null || place.Home.Value.Version > version)
            {
                return;
            }

            if (await _stories.TryPlaceAsync(article, new(null, version), place.Home.Version, cancellationToken).ConfigureAwait(false))
            {
                await TakeFromAllAsync(place.Stories, article, version, [], cancellationToken).ConfigureAwait(false);
                return;
            }
        }

        throw Busy(article);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _founding.Dispose();
        foreach (var stripe in _updating)
        {
            stripe.Dispose();
        }
    }

    // Chooses the story and stores there what the article brings. Returns the story and those in which it ever stood; null where a newer version of it has a place.
    private async Task<(StoryId Story, IReadOnlyList<StoryId> Known)?> PlaceAsync(
        StoryArticle article, IReadOnlyList<EventMention> mentions, CancellationToken cancellationToken)
    {
        await _founding.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            for (var tries = 0; tries < MaxTries; tries++)
            {
                await Backoff.WaitAsync(tries, cancellationToken).ConfigureAwait(false);
                var place = await _stories.FindPlaceAsync(article.Article, cancellationToken).ConfigureAwait(false);
                if (place.Home?.Value.Version > article.Version)
                {
                    return null;
                }

                var story = await ChooseAsync(article, place.Stories, cancellationToken).ConfigureAwait(false);
                var known = await _stories.FindAsync(story, cancellationToken).ConfigureAwait(false);
                if (await TryPutAsync(story, known, article, mentions, place.Home?.Version, cancellationToken).ConfigureAwait(false))
                {
                    return (known is null ? await MeetAsync(story, article, cancellationToken).ConfigureAwait(false) : story, place.Stories);
                }
            }
        }
        finally
        {
            _founding.Release();
        }

        throw Busy(article.Article);
    }

    // A story in which the article stood before is left only where it does not fit any more.
    private async Task<StoryId> ChooseAsync(StoryArticle article, IReadOnlyList<StoryId> known, CancellationToken cancellationToken)
    {
        foreach (var id in known)
        {
            if (await _finder.ResolveAsync(id, cancellationToken).ConfigureAwait(false) is { } own && (own.Articles <= 1 || _finder.FitOf(article, own) >= 1))
            {
                return own.Id;
            }
        }

        var found = await _finder.FindAsync(article, cancellationToken).ConfigureAwait(false);
        if (found.Count == 0)
        {
            return known is [var first, ..] && await _finder.ResolveAsync(first, cancellationToken).ConfigureAwait(false) is null
                ? first
                : new StoryId(Identifier.Of("story", article.Article.Value));
        }

        return await JoinAsync(found[0], found.Skip(1), cancellationToken).ConfigureAwait(false);
    }

    private async Task<StoryId> JoinAsync(Story best, IEnumerable<Story> others, CancellationToken cancellationToken)
    {
        var story = best.Id;
        foreach (var other in others)
        {
            story = await _update.MergeAsync(story, other.Id, cancellationToken).ConfigureAwait(false);
        }

        return story;
    }

    // The story's head first, then where the article stands, then both together with what it brings: whoever gives the article another place after us finds it here,
    // and takes it away by saving the head after us. The head of a new story is there before its events, so that others find it.
    private async Task<bool> TryPutAsync(
        StoryId id, Versioned<Story>? known, StoryArticle article, IReadOnlyList<EventMention> mentions, string? place, CancellationToken cancellationToken)
    {
        if (known?.Value.MergedInto is not null)
        {
            return false;
        }

        var content = await _stories.ReadAsync(id, cancellationToken).ConfigureAwait(false);
        if (!await _stories.TryPlaceAsync(article.Article, new(id, article.Version), place, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        if (known is null)
        {
            var keys = StoryKey.AllOf(StoryFinder.KeyEntries(article.Profile), article.Published).ToList();
            await _stories.SaveKeysAsync(id, keys, cancellationToken).ConfigureAwait(false);
        }

        var kept = mentions.Select(mention => mention.Id).ToHashSet(StringComparer.Ordinal);
        var gone = content.Mentions.Where(old => old.Article == article.Article && !kept.Contains(old.Id)).Select(old => old.Id).ToList();
        return await _stories.TryChangeAsync(known?.Value ?? FoundedBy(article, id), known?.Version, StoryChange.Bring(article, mentions, gone), cancellationToken).ConfigureAwait(false);
    }

    private static Story FoundedBy(StoryArticle article, StoryId id) => new()
    {
        Id = id,
        Title = article.Title,
        Language = article.Language,
        Profile = article.Profile,
        Articles = 1,
        Founded = article.Published,
        First = article.Published,
        Last = article.Published,
    };

    // Another process may have founded the same story meanwhile: whoever looks second sees both, and the rule of which one stands is the same for all.
    private async Task<StoryId> MeetAsync(StoryId own, StoryArticle article, CancellationToken cancellationToken)
    {
        var others = (await _finder.FindAsync(article, cancellationToken).ConfigureAwait(false)).Where(story => story.Id != own).ToList();
        return others.Count == 0 || await _finder.ResolveAsync(own, cancellationToken).ConfigureAwait(false) is not { } story
            ? own
            : await JoinAsync(story, others, cancellationToken).ConfigureAwait(false);
    }

    // Whether one of the events `told` was looked at.
    private async Task<bool> TakeFromAllAsync(
        IEnumerable<StoryId> stories, ArticleId article, long version, IReadOnlyList<StoredEvent> told, CancellationToken cancellationToken)
    {
        var isTaken = false;
        foreach (var story in stories)
        {
            var left = await TakeFromAsync(story, article, version, cancellationToken).ConfigureAwait(false);
            isTaken |= left.Any(own => told.Any(found => found.Id == own.Id));
        }

        return isTaken;
    }

    // Takes an article out of a story, or out of what has become of it, unless it stands there now. Returns the events that were looked at. The head is saved in any case:
    // whoever is bringing an old version of the article there comes too late by that.
    private async Task<IReadOnlyList<StoredEvent>> TakeFromAsync(StoryId id, ArticleId article, long version, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            await Backoff.WaitAsync(tries, cancellationToken).ConfigureAwait(false);
            if (await _stories.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } known)
            {
                return [];
            }

            if (known.Value.MergedInto is { } heir)
            {
                id = heir;
                continue;
            }

            var place = await _stories.FindPlaceAsync(article, cancellationToken).ConfigureAwait(false);
            if (place.Home?.Value.Story is { } now && (await _finder.ResolveAsync(now, cancellationToken).ConfigureAwait(false))?.Id == id)
            {
                return [];
            }

            var content = await _stories.ReadAsync(id, cancellationToken).ConfigureAwait(false);
            var change = StoryChange.Take(
                [.. content.Articles.Where(own => own.Article == article && own.Version <= version).Select(own => own.Article)],
                [.. content.Mentions.Where(mention => mention.Article == article && mention.Version <= version).Select(mention => mention.Id)]);
            if (await _stories.TryChangeAsync(known.Value, known.Version, change, cancellationToken).ConfigureAwait(false))
            {
                return await UpdateAsync(id, article, cancellationToken).ConfigureAwait(false);
            }
        }

        throw Busy(article);
    }

    private async Task<IReadOnlyList<StoredEvent>> UpdateAsync(StoryId story, ArticleId article, CancellationToken cancellationToken)
    {
        var stripe = _updating[(uint)string.GetHashCode(story.Value, StringComparison.Ordinal) % Stripes];
        await stripe.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var (_, events) = await _update.RunAsync(story, new HashSet<ArticleId> { article }, cancellationToken).ConfigureAwait(false);
            return events;
        }
        finally
        {
            stripe.Release();
        }
    }

    private static InvalidOperationException Busy(ArticleId article) =>
        new($"The stories of article {article} were changed by others {MaxTries} times in a row; the work has to be tried again.");
}
