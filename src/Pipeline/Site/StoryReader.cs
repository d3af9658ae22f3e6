using Microsoft.Extensions.Options;
using Pipeline.Events;
using Pipeline.Stories;

namespace Pipeline.Site;

/// <summary>Reads stories and events for the public: of each what holds now, and nothing that was taken back. Thread-safe.</summary>
public sealed class StoryReader
{
    private const int ReadsAtOnce = 16;
    private const int MaxAliases = 10;

    private readonly StoryFinder _finder;
    private readonly IEventStore _events;
    private readonly SiteOptions _options;

    /// <summary>Reads from the stores.</summary>
    public StoryReader(StoryFinder finder, IEventStore events, IOptions<SiteOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _finder = finder;
        _events = events;
        _options = options.Value;
    }

    /// <summary>The story that <paramref name="id"/> is now, with another id where it has gone into another one; null where there is none.</summary>
    internal async Task<ToldStory?> FindStoryAsync(string? id, CancellationToken cancellationToken)
    {
        if (id is null || !Identifier.Is(id)
            || await _finder.ResolveAsync(new StoryId(id), cancellationToken).ConfigureAwait(false) is not { Articles: > 0 } story)
        {
            return null;
        }

        var told = new List<StoredEvent>();
        foreach (var some in story.Events.Where(known => known.Mentions.Count > 0).Chunk(ReadsAtOnce))
        {
            var found = await Task.WhenAll(some.Select(known => _events.FindAsync(known.Event, cancellationToken))).ConfigureAwait(false);
            told.AddRange(found.OfType<Versioned<StoredEvent>>().Select(row => row.Value).Where(IsTold));
        }

        told.Sort(TimelineOrder.Instance);
        var omitted = Math.Max(0, told.Count - _options.TimelineEvents);
        return new(story, told[omitted..], omitted);
    }

    /// <summary>The event that <paramref name="id"/> is now; null where there is none, or none that is told.</summary>
    internal async Task<StoredEvent?> FindEventAsync(string? id, CancellationToken cancellationToken)
    {
        for (var aliases = 0; aliases < MaxAliases && id is not null && Identifier.Is(id); aliases++)
        {
            var found = (await _events.FindAsync(new EventId(id), cancellationToken).ConfigureAwait(false))?.Value;
            if (found?.MergedInto is not { } next)
            {
                return found is not null && IsTold(found) ? found : null;
            }

            id = next.Value;
        }

        return null;
    }

    private static bool IsTold(StoredEvent found) => found is { WithdrawnAt: null, MergedInto: null, IsDismissed: false, Sources.Count: > 0 };
}
