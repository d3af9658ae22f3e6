using Pipeline.Articles;
using Pipeline.Extraction;

namespace Pipeline.Events;

/// <summary>
/// What an article tells, kept in step with its newest version. Both calls may come again, or from two workers at once; whatever an older
/// version's call wrote late, the next call for a newer one puts right.
/// </summary>
public interface IEventProjection
{
    /// <summary>
    /// Merges <paramref name="events"/> of version <paramref name="version"/> of <paramref name="article"/> into the stored ones, withdraws what
    /// versions before told and this one does not, and returns the stored events that it tells, each once.
    /// </summary>
    Task<IReadOnlyList<StoredEvent>> ProjectAsync(Article article, long version, IReadOnlyList<DatedEvent> events, CancellationToken cancellationToken);

    /// <summary>Withdraws all that versions of the article up to and with <paramref name="version"/> told.</summary>
    Task WithdrawAsync(ArticleId article, long version, CancellationToken cancellationToken);
}
