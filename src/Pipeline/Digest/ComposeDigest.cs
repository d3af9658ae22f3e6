using Microsoft.Extensions.Options;
using Pipeline.Events;
using Pipeline.Extraction;

namespace Pipeline.Digest;

/// <summary>Tells what is new as a function of (since, cut-off]: nothing on an event is marked as told. Thread-safe.</summary>
public sealed class ComposeDigest
{
    // Planned events of one day that are looked at; a day with more is no agenda.
    private const int EventsADay = 20;

    private readonly IEventStore _events;
    private readonly DigestOptions _options;

    /// <summary>Composes from <paramref name="events"/>.</summary>
    public ComposeDigest(IEventStore events, IOptions<DigestOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _events = events;
        _options = options.Value;
    }

    /// <summary>The digest of <paramref name="window"/>; null where nothing is new. Confirmations and old facts alone are nothing new.</summary>
    public async Task<DigestModel?> RunAsync(DigestWindow window, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(window);
        var changes = new List<EventChange>();
        await foreach (var change in _events.ListChangesAsync(window.Since, window.CutOff, cancellationToken).ConfigureAwait(false))
        {
            if (!window.Told.Contains(change.Id))
            {
                changes.Add(change);
            }
        }

        var items = new List<DigestItem>();
        foreach (var group in changes.GroupBy(change => change.Event))
        {
            if (await _events.FindAsync(group.Key, cancellationToken).ConfigureAwait(false) is { } found)
            {
                items.Add(new DigestItem(found.Value, [.. group]));
            }
        }

        items.Sort(DigestOrder.Instance);
        var news = items.Where(item => item.IsNew || item.IsChanged).ToList();
        if (news.Count == 0)
        {
            return null;
        }

        var told = news.Take(_options.MaxEvents).ToList();
        return new DigestModel
        {
            CutOff = window.CutOff,
            Previous = window.Previous,
            Lead = told[0],
            New = [.. told.Skip(1).Where(item => item.IsNew)],
            Changed = [.. told.Skip(1).Where(item => item.IsChanged)],
            Upcoming = await UpcomingAsync(items, cancellationToken).ConfigureAwait(false),
            Context = [.. items.Where(item => item.IsContext).Take(_options.MaxContext)],
            Omitted = news.Count - told.Count,
            ChangeIds = [.. changes.Select(change => change.Id)],
        };
    }

    // The days after the newest article, not after today: articles of any year make a sensible digest.
    private async Task<IReadOnlyList<StoredEvent>> UpcomingAsync(List<DigestItem> items, CancellationToken cancellationToken)
    {
        var newest = items.Max(item => item.Published);
        var planned = items.Select(item => item.Event).Where(found => IsAhead(found, newest)).ToDictionary(found => found.Id);
        for (var day = newest.AddDays(1); day <= newest.AddDays(_options.UpcomingDays) && Count(day) < _options.MaxUpcoming; day = day.AddDays(1))
        {
            foreach (var id in await _events.FindByDateAsync(DateSpan.Day(day), EventsADay, cancellationToken).ConfigureAwait(false))
            {
                if (!planned.ContainsKey(id) && await _events.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } found && IsAhead(found.Value, newest))
                {
                    planned[id] = found.Value;
                }
            }
        }

        return
        [
            .. planned.Values.OrderBy(found => found.Date).ThenBy(found => found.Id.Value, StringComparer.Ordinal).Take(_options.MaxUpcoming),
        ];

        int Count(DateOnly before) => planned.Values.Count(found => found.Date.First < before);
    }

    private static bool IsAhead(StoredEvent found, DateOnly newest) => found.Status == EventStatus.Planned && found.Date.Last > newest;
}
