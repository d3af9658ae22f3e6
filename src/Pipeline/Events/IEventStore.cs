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
    /// Stores <paramref name="stored"/> (insert where <paramref name="version"/> is null, replace that version otherwise). Returns false, with nothing written,
    /// where somebody else was faster.
    /// </summary>
    Task<bool> TrySaveAsync(StoredEvent stored, string? version, CancellationToken cancellationToken);

    /// <summary>Writes the rows by date and by change that lead to <paramref name="stored"/>; upserts, which mend what a crash left out.</summary>
    Task IndexAsync(IReadOnlyList<StoredEvent> stored, CancellationToken cancellationToken);

    /// <summary>The changes stored in (<paramref name="since"/>, <paramref name="until"/>], oldest first.</summary>
    IAsyncEnumerable<EventChange> ListChangesAsync(DateTimeOffset since, DateTimeOffset until, CancellationToken cancellationToken);
}
