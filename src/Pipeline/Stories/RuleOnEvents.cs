using Pipeline.Events;

namespace Pipeline.Stories;

/// <summary>Takes down what an editor decides about events. A decision wins over every score, and holds when articles are read again. Thread-safe.</summary>
public sealed class RuleOnEvents
{
    private const int MaxAliases = 10;

    private readonly IStoryStore _stories;
    private readonly IEventStore _events;
    private readonly StoryUpdate _update;
    private readonly TimeProvider _time;

    /// <summary>Works on these stores.</summary>
    public RuleOnEvents(IStoryStore stories, IEventStore events, StoryUpdate update, TimeProvider time)
    {
        _stories = stories;
        _events = events;
        _update = update;
        _time = time;
    }

    /// <summary>Makes two events one, and their stories too; null where one of them is not there or not told.</summary>
    public async Task<StoredEvent?> MergeAsync(EventId one, EventId other, CancellationToken cancellationToken)
    {
        if (await FindAsync(one, cancellationToken).ConfigureAwait(false) is not { } first
            || await FindAsync(other, cancellationToken).ConfigureAwait(false) is not { } second)
        {
            return null;
        }

        var story = first.Event.Story == second.Event.Story
            ? first.Event.Story
            : await _update.MergeAsync(first.Event.Story, second.Event.Story, cancellationToken).ConfigureAwait(false);
        var ruling = new Ruling(RulingKind.Merge, first.Mentions[0], second.Mentions[0], _time.GetUtcNow());
        return await RuleAsync(first.Event with { Story = story }, [ruling], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes <paramref name="mention"/> out of an event, to which it may not come back; null where the event is not told, or by no other report.</summary>
    public async Task<StoredEvent?> SplitAsync(EventId id, string mention, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } found || !found.Mentions.Contains(mention, StringComparer.Ordinal))
        {
            return null;
        }

        var others = found.Mentions.Where(own => own != mention).ToList();
        return others.Count == 0
            ? null
            : await RuleAsync(found.Event, [.. others.Select(own => new Ruling(RulingKind.Split, mention, own, _time.GetUtcNow()))], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Keeps an event out of every digest; null where it is not told.</summary>
    public Task<StoredEvent?> DismissAsync(EventId id, CancellationToken cancellationToken) => MarkAsync(id, RulingKind.Dismiss, cancellationToken);

    /// <summary>Puts an event first in its digest; null where it is not told.</summary>
    public Task<StoredEvent?> PinAsync(EventId id, CancellationToken cancellationToken) => MarkAsync(id, RulingKind.Pin, cancellationToken);

    // On every report of it: the event stays marked when the article of one is taken back.
    private async Task<StoredEvent?> MarkAsync(EventId id, RulingKind kind, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken).ConfigureAwait(false) is { } found
            ? await RuleAsync(found.Event, [.. found.Mentions.Select(mention => new Ruling(kind, mention, "", _time.GetUtcNow()))], cancellationToken).ConfigureAwait(false)
            : null;

    private async Task<StoredEvent?> RuleAsync(StoredEvent ruled, IReadOnlyList<Ruling> rulings, CancellationToken cancellationToken)
    {
        foreach (var ruling in rulings)
        {
            await _stories.SaveRulingAsync(ruled.Story, ruling, cancellationToken).ConfigureAwait(false);
        }

        await _update.RunAsync(ruled.Story, ruled.Sources.Select(source => source.Article).ToHashSet(), cancellationToken).ConfigureAwait(false);
        return (await FindAsync(ruled.Id, cancellationToken).ConfigureAwait(false))?.Event;
    }

    // The event as it is now, with the ids of its reports.
    private async Task<(StoredEvent Event, IReadOnlyList<string> Mentions)?> FindAsync(EventId id, CancellationToken cancellationToken)
    {
        for (var aliases = 0; aliases < MaxAliases; aliases++)
        {
            if (await _events.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } found)
            {
                return null;
            }

            if (found.Value.MergedInto is { } next)
            {
                id = next;
                continue;
            }

            var story = await _stories.FindAsync(found.Value.Story, cancellationToken).ConfigureAwait(false);
            var mentions = story?.Value.Events.FirstOrDefault(known => known.Event == id)?.Mentions ?? [];
            return mentions.Count == 0 ? null : (found.Value, mentions);
        }

        throw new InvalidOperationException($"Event {id} has gone into another one more than {MaxAliases} times.");
    }
}
