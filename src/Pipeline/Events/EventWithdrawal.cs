using Microsoft.Extensions.Options;

namespace Pipeline.Events;

/// <summary>
/// Takes back what an article no longer tells of an event. An event that others tell goes on with their words; one that nobody tells is marked as
/// withdrawn, and keeps its history so that it is not news again when it comes back. Thread-safe.
/// </summary>
public sealed class EventWithdrawal
{
    private const int MaxTries = 20;

    private readonly IEventStore _store;
    private readonly ToldChanges _told;
    private readonly MergingOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Withdraws from <paramref name="store"/>.</summary>
    public EventWithdrawal(IEventStore store, ToldChanges told, IOptions<MergingOptions> options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        _store = store;
        _told = told;
        _options = options.Value;
        _time = time;
    }

    /// <summary>
    /// Withdraws the mentions of <paramref name="telling"/> that versions up to <paramref name="version"/> made, all but those <paramref name="kept"/>.
    /// </summary>
    public async Task RunAsync(
        EventTelling telling, long version, IReadOnlySet<(EventId Event, string Mention)> kept, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(telling);
        ArgumentNullException.ThrowIfNull(kept);
        var (left, mentions) = await UpdateAsync(telling, version, kept, cancellationToken).ConfigureAwait(false);

        // After the event: while a mention is there, whoever comes after a crash does this again.
        foreach (var mention in mentions)
        {
            await _store.RemoveMentionAsync(mention.Event, mention.Id, cancellationToken).ConfigureAwait(false);
        }

        IReadOnlyList<string> own = [.. left.Where(mention => mention.Article == telling.Article).Select(mention => mention.Id)];
        if (!own.ToHashSet(StringComparer.Ordinal).SetEquals(telling.Mentions))
        {
            await _store.SaveTellingAsync(telling with { Mentions = own }, cancellationToken).ConfigureAwait(false);
        }
    }

    // The event is read before its mentions, and merging writes the mention before the event: a mention that we do not see makes our save fail.
    private async Task<(List<EventMention> Left, List<EventMention> Withdrawn)> UpdateAsync(
        EventTelling telling, long version, IReadOnlySet<(EventId Event, string Mention)> kept, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            var known = await _store.FindAsync(telling.Event, cancellationToken).ConfigureAwait(false);
            var (left, withdrawn) = await MentionsAsync(telling, version, kept, cancellationToken).ConfigureAwait(false);
            var updated = known is null ? null : await WithoutAsync(known.Value, left, cancellationToken).ConfigureAwait(false);
            if (known is not null && updated is null)
            {
                await _store.IndexAsync(known.Value, cancellationToken).ConfigureAwait(false); // Mends what a crash left out.
            }

            if (updated is null || await _store.TrySaveAsync(updated, known!.Version, cancellationToken).ConfigureAwait(false))
            {
                return (left, withdrawn);
            }
        }

        throw new InvalidOperationException($"Event {telling.Event} was changed by others {MaxTries} times in a row; the work has to be tried again.");
    }

    private async Task<(List<EventMention> Left, List<EventMention> Withdrawn)> MentionsAsync(
        EventTelling telling, long version, IReadOnlySet<(EventId Event, string Mention)> kept, CancellationToken cancellationToken)
    {
        var left = new List<EventMention>();
        var withdrawn = new List<EventMention>();
        await foreach (var mention in _store.ListMentionsAsync(telling.Event, cancellationToken).ConfigureAwait(false))
        {
            var isLeft = mention.Article != telling.Article || mention.Version > version || kept.Contains((mention.Event, mention.Id));
            (isLeft ? left : withdrawn).Add(mention);
        }

        return (left, withdrawn);
    }

    // Null where nothing is to be changed.
    private async Task<StoredEvent?> WithoutAsync(StoredEvent known, List<EventMention> left, CancellationToken cancellationToken)
    {
        var sources = known.Sources.Where(source => left.Any(mention => mention.Article == source.Article)).ToList();
        if (left.Count == 0)
        {
            return known.WithdrawnAt is null ? known with { Sources = [], WithdrawnAt = _time.GetUtcNow() } : null;
        }

        var isToldStill = left.Any(mention => mention.Evidence == known.Evidence);
        if (isToldStill && sources.Count == known.Sources.Count)
        {
            return null;
        }

        var updated = (isToldStill ? known : Retold(known, left)) with { Sources = sources };
        return await NewsOfAnotherAsync(updated, left, cancellationToken).ConfigureAwait(false) is { } news
            ? updated with { History = [.. updated.History, news] }
            : updated;
    }

    private static StoredEvent Retold(StoredEvent known, List<EventMention> left)
    {
        var newest = left.OrderByDescending(mention => mention.Published).ThenByDescending(mention => mention.Version).ThenBy(mention => mention.Id, StringComparer.Ordinal).First();
        return known with
        {
            Date = newest.Date,
            Status = newest.Status,
            Headline = newest.Headline,
            Evidence = newest.Evidence,
            DateText = newest.DateText,
            Language = newest.Language,
            Terms = EventTerms.Of(newest.Evidence, newest.DateText),
            Confidence = left.Max(mention => mention.Confidence),
        };
    }

    // Where the article that made it news is withdrawn before a digest told it, it is the news of those who tell it still.
    private async Task<EventChange?> NewsOfAnotherAsync(StoredEvent updated, List<EventMention> left, CancellationToken cancellationToken)
    {
        var news = updated.History.Where(change => change.Kind == EventChangeKind.New).ToList();
        if (news.Any(change => updated.Sources.Any(source => source.Article == change.Article)))
        {
            return null;
        }

        var fresh = left.Where(mention => mention.Date.Last.AddDays(_options.FreshDays) >= mention.Published)
            .OrderBy(mention => mention.Published).ThenBy(mention => mention.Id, StringComparer.Ordinal).FirstOrDefault();
        if (fresh is null || await _told.AnyAsync(news, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        return new EventChange { Event = updated.Id, Kind = EventChangeKind.New, At = _time.GetUtcNow(), Article = fresh.Article };
    }
}
