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
        var (story, known) = await PlaceAsync(brought, mentions, cancellationToken).ConfigureAwait(false);
        var told = await UpdateAsync(story, article.Id, cancellationToken).ConfigureAwait(false);
        var isTaken = false;
        foreach (var other in known.Where(other => other != story))
        {
            var left = await TakeFromAsync(other, article.Id, version, cancellationToken).ConfigureAwait(false);
            isTaken |= left.Any(own => told.Any(found => found.Id == own.Id));
        }

        if (isTaken)
        {
            // A slow update of the story that the article has left had the last word on an event that is told here.
            told = await UpdateAsync(story, article.Id, cancellationToken).ConfigureAwait(false);
        }

        return [.. told.Where(found => found.Sources.Any(source => source.Article == article.Id))];
    }

    /// <inheritdoc/>
    public async Task WithdrawAsync(ArticleId article, long version, CancellationToken cancellationToken)
    {
        foreach (var story in await _stories.ListOfArticleAsync(article, cancellationToken).ConfigureAwait(false))
        {
            await TakeFromAsync(story, article, version, cancellationToken).ConfigureAwait(false);
        }
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

    // Chooses the story and stores there what the article brings. Returns the story and those in which it ever stood.
    private async Task<(StoryId Story, IReadOnlyList<StoryId> Known)> PlaceAsync(
        StoryArticle article, IReadOnlyList<EventMention> mentions, CancellationToken cancellationToken)
    {
        await _founding.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var known = await _stories.ListOfArticleAsync(article.Article, cancellationToken).ConfigureAwait(false);
            var story = await ChooseAsync(article, known, cancellationToken).ConfigureAwait(false);
            await PutAsync(story, article, mentions, cancellationToken).ConfigureAwait(false);
            if (await FoundAsync(story, article, cancellationToken).ConfigureAwait(false))
            {
                story = await MeetAsync(story, article, cancellationToken).ConfigureAwait(false);
            }

            return (story, known);
        }
        finally
        {
            _founding.Release();
        }
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

    // The story that began first stands; of two that began on one day the one with the smaller id.
    private async Task<StoryId> JoinAsync(Story best, IEnumerable<Story> others, CancellationToken cancellationToken)
    {
        var all = others.Append(best).OrderBy(story => story.First).ThenBy(story => story.Id.Value, StringComparer.Ordinal).ToList();
        foreach (var other in all.Skip(1))
        {
            await _update.MergeAsync(other.Id, all[0].Id, cancellationToken).ConfigureAwait(false);
        }

        return all[0].Id;
    }

    private async Task PutAsync(StoryId story, StoryArticle article, IReadOnlyList<EventMention> mentions, CancellationToken cancellationToken)
    {
        await _stories.SaveOfArticleAsync(article.Article, story, cancellationToken).ConfigureAwait(false);
        var content = await _stories.ReadAsync(story, cancellationToken).ConfigureAwait(false);
        var kept = mentions.Select(mention => mention.Id).ToHashSet(StringComparer.Ordinal);
        var gone = content.Mentions.Where(old => old.Article == article.Article && old.Version <= article.Version && !kept.Contains(old.Id)).Select(old => old.Id).ToList();
        await _stories.SaveArticleAsync(story, article, mentions, gone, cancellationToken).ConfigureAwait(false);
    }

    // Stores the head of a story that is not there yet, so that others find it while its events are being stored.
    private async Task<bool> FoundAsync(StoryId id, StoryArticle article, CancellationToken cancellationToken)
    {
        if (await _stories.FindAsync(id, cancellationToken).ConfigureAwait(false) is not null)
        {
            return false;
        }

        var keys = StoryKey.AllOf(StoryFinder.KeyEntries(article.Profile), article.Published).ToList();
        var story = new Story
        {
            Id = id,
            Title = article.Title,
            Language = article.Language,
            Profile = article.Profile,
            Articles = 1,
            First = article.Published,
            Last = article.Published,
        };
        await _stories.SaveKeysAsync(id, keys, cancellationToken).ConfigureAwait(false);
        return await _stories.TrySaveAsync(story, version: null, cancellationToken).ConfigureAwait(false);
    }

    // Another process may have founded the same story meanwhile: whoever looks second sees both, and the rule of which one stands is the same for all.
    private async Task<StoryId> MeetAsync(StoryId own, StoryArticle article, CancellationToken cancellationToken)
    {
        var others = (await _finder.FindAsync(article, cancellationToken).ConfigureAwait(false)).Where(story => story.Id != own).ToList();
        return others.Count == 0 || await _finder.ResolveAsync(own, cancellationToken).ConfigureAwait(false) is not { } story
            ? own
            : await JoinAsync(story, others, cancellationToken).ConfigureAwait(false);
    }

    // Returns the events that the story it is taken from looked at.
    private async Task<IReadOnlyList<StoredEvent>> TakeFromAsync(StoryId id, ArticleId article, long version, CancellationToken cancellationToken)
    {
        var content = await _stories.ReadAsync(id, cancellationToken).ConfigureAwait(false);
        var mentions = content.Mentions.Where(mention => mention.Article == article && mention.Version <= version).Select(mention => mention.Id).ToList();
        var own = content.Articles.FirstOrDefault(known => known.Article == article && known.Version <= version)?.Article;
        await _stories.RemoveAsync(id, own, mentions, cancellationToken).ConfigureAwait(false);
        return await _stories.FindAsync(id, cancellationToken).ConfigureAwait(false) is null
            ? []
            : await UpdateAsync(id, article, cancellationToken).ConfigureAwait(false);
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
}
