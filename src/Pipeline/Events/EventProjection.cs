using Pipeline.Articles;
using Pipeline.Extraction;

namespace Pipeline.Events;

/// <summary>Keeps events in step with the versions of articles, by way of <see cref="EventMerger"/> and <see cref="EventWithdrawal"/>. Thread-safe.</summary>
public sealed class EventProjection : IEventProjection
{
    private readonly IEventStore _store;
    private readonly EventMerger _merger;
    private readonly EventWithdrawal _withdrawal;

    /// <summary>Projects into <paramref name="store"/>.</summary>
    public EventProjection(IEventStore store, EventMerger merger, EventWithdrawal withdrawal)
    {
        _store = store;
        _merger = merger;
        _withdrawal = withdrawal;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredEvent>> ProjectAsync(
        Article article, long version, IReadOnlyList<DatedEvent> events, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(article);
        var (_, kept) = await _merger.MergeAsync(article, version, events, cancellationToken).ConfigureAwait(false);
        await WithdrawAsync(article.Id, version, kept, cancellationToken).ConfigureAwait(false);
        var told = new List<StoredEvent>();
        foreach (var id in kept.Select(mention => mention.Event).Distinct())
        {
            // As it stands now: what was withdrawn may have changed its words.
            if (await _store.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } found)
            {
                told.Add(found.Value);
            }
        }

        return told;
    }

    /// <inheritdoc/>
    public Task WithdrawAsync(ArticleId article, long version, CancellationToken cancellationToken) =>
        WithdrawAsync(article, version, new HashSet<(EventId, string)>(), cancellationToken);

    private async Task WithdrawAsync(
        ArticleId article, long version, IReadOnlySet<(EventId Event, string Mention)> kept, CancellationToken cancellationToken)
    {
        foreach (var telling in await _store.ListTellingsAsync(article, cancellationToken).ConfigureAwait(false))
        {
            await _withdrawal.RunAsync(telling, version, kept, cancellationToken).ConfigureAwait(false);
        }
    }
}
