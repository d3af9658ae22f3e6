using Pipeline.Extraction;

namespace Pipeline.Events;

/// <summary>Events and their changes. Every call reads points or a short range.</summary>
public interface IEventStore
{
    /// <summary>One event, or null.</summary>
    Task<Versioned<StoredEvent>?> FindAsync(EventId id, CancellationToken cancellationToken);

    /// <summary>The events whose date, now or before, is exactly <paramref name="date"/>; at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<EventId>> FindByDateAsync(DateSpan date, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// The events of which a date, now or before, begins in [<paramref name="first"/>, <paramref name="last"/>], by those dates and an event once for
    /// each of them; a month or a year counts from the day on which it is over. One range of keys.
    /// </summary>
    IAsyncEnumerable<EventId> ListByDateAsync(DateOnly first, DateOnly last, CancellationToken cancellationToken);

    /// <summary>
    /// Stores <paramref name="stored"/> (insert where <paramref name="version"/> is null, replace that version otherwise). Returns false, with nothing written,
    /// where somebody else was faster.
    /// </summary>
    Task<bool> TrySaveAsync(StoredEvent stored, string? version, CancellationToken cancellationToken);

    /// <summary>Writes the rows by date and by change that lead to <paramref name="stored"/>; upserts, which mend what a crash left out.</summary>
    Task IndexAsync(IReadOnlyList<StoredEvent> stored, CancellationToken cancellationToken);

    /// <summary>The changes stored in (<paramref name="since"/>, <paramref name="until"/>], oldest first.</summary>
    IAsyncEnumerable<EventChange> ListChangesAsync(DateTimeOffset since, DateTimeOffset until, CancellationToken cancellationToken);
}
