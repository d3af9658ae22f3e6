using Microsoft.Extensions.Options;
using Pipeline.Events;
using Pipeline.Extraction;

namespace Pipeline.Site;

/// <summary>
/// Finds what is announced for today and later, earliest first: what is planned, what was planned and has been called off or denied, and of today what was
/// planned and has taken place. Thread-safe.
/// </summary>
public sealed class UpcomingDates
{
    private const int ReadsAtOnce = 16;

    private readonly IEventStore _events;
    private readonly TimeProvider _time;
    private readonly NewsroomOptions _newsroom;
    private readonly SiteOptions _options;

    /// <summary>Looks in <paramref name="events"/>.</summary>
    public UpcomingDates(IEventStore events, TimeProvider time, IOptions<NewsroomOptions> newsroom, IOptions<SiteOptions> options)
    {
        ArgumentNullException.ThrowIfNull(newsroom);
        ArgumentNullException.ThrowIfNull(options);
        _events = events;
        _time = time;
        _newsroom = newsroom.Value;
        _options = options.Value;
    }

    /// <summary>Whether <paramref name="told"/> is to take place, as far as anybody knows.</summary>
    public static bool IsAhead(StoredEvent told)
    {
        ArgumentNullException.ThrowIfNull(told);
        return told.Status == EventStatus.Planned;
    }

    /// <summary>The dates, at most <see cref="SiteOptions.CalendarEvents"/>.</summary>
    public async Task<IReadOnlyList<StoredEvent>> RunAsync(CancellationToken cancellationToken)
    {
        var today = _newsroom.DayOf(_time.GetUtcNow());
        var found = new Dictionary<EventId, StoredEvent>();
        var ids = _events.ListByDateAsync(today, today.AddDays(_options.CalendarDays), cancellationToken).Distinct();
        await foreach (var some in ids.Chunk(ReadsAtOnce).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            var read = await Task.WhenAll(some.Select(id => _events.FindAsync(id, cancellationToken))).ConfigureAwait(false);
            foreach (var told in read.OfType<Versioned<StoredEvent>>().Select(row => row.Value).Where(told => Belongs(told, today)))
            {
                found[told.Id] = told;
            }

            if (found.Count >= _options.CalendarEvents)
            {
                break;
            }
        }

        return [.. found.Values.OrderBy(told => told.Date).ThenBy(told => told.Id.Value, StringComparer.Ordinal).Take(_options.CalendarEvents)];
    }

    // The index leads to dates that an event once had, too.
    private static bool Belongs(StoredEvent told, DateOnly today) =>
        told is { WithdrawnAt: null, MergedInto: null, IsDismissed: false } && told.Date.Last >= today
        && (told.Status == EventStatus.Planned || told.History.Any(change => change.Kind == EventChangeKind.StatusChanged && change.From == nameof(EventStatus.Planned)));
}
