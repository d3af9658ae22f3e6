using Pipeline.Articles;
using Pipeline.Extraction;

namespace Pipeline.Events;

/// <summary>Events, their mentions and their changes. Every call reads points or a short range.</summary>
public interface IEventStore
{
    /// <summary>One event, or null.</summary>
    Task<Versioned<StoredEvent>?> FindAsync(EventId id, CancellationToken cancellationToken);

    /// <summary>The events whose date, now or before, is exactly <paramref name="date"/>; at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<EventId>> FindByDateAsync(DateSpan date, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Stores <paramref name="stored"/> (insert where <paramref name="version"/> is null, replace that version otherwise), then its
    /// index rows by date and by change, which are upserts: calling again with the same value mends what a crash left out.
    /// Returns false, with nothing written, where somebody else was faster.
    /// </summary>
    Task<bool> TrySaveAsync(StoredEvent stored, string? version, CancellationToken cancellationToken);

    /// <summary>Writes the index rows of <paramref name="stored"/> again; see <see cref="TrySaveAsync"/>.</summary>
    Task IndexAsync(StoredEvent stored, CancellationToken cancellationToken);

    /// <summary>Stores or replaces a mention.</summary>
    Task SaveMentionAsync(EventMention mention, CancellationToken cancellationToken);

    /// <summary>Deletes a mention; without effect where there is none.</summary>
    Task RemoveMentionAsync(EventId id, string mention, CancellationToken cancellationToken);

    /// <summary>Stores or replaces that an article tells an event. Written before the mention, and never deleted, so that no mention is ever
    /// forgotten: a slow worker may write one for a version that is no more.</summary>
    Task SaveTellingAsync(EventTelling telling, CancellationToken cancellationToken);

    /// <summary>What an article tells or ever told, in the order of the events' ids.</summary>
    Task<IReadOnlyList<EventTelling>> ListTellingsAsync(ArticleId article, CancellationToken cancellationToken);

    /// <summary>The mentions of one event.</summary>
    IAsyncEnumerable<EventMention> ListMentionsAsync(EventId id, CancellationToken cancellationToken);

    /// <summary>The changes stored in (<paramref name="since"/>, <paramref name="until"/>], oldest first.</summary>
    IAsyncEnumerable<EventChange> ListChangesAsync(DateTimeOffset since, DateTimeOffset until, CancellationToken cancellationToken);
}
