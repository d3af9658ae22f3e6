using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pipeline.Articles;
using Pipeline.Extraction;

namespace Pipeline.Events;

/// <summary>
/// Finds for each reported event the stored one that it is, among those of the same date, and adds the report to it, or stores a new one.
/// Running again after a crash writes the same rows. Thread-safe; within one process reports are merged one at a time, so that two articles
/// dropped together do not both found the same event.
/// </summary>
public sealed partial class EventMerger : IDisposable
{
    private const int MaxTries = 20;

    private readonly IEventStore _store;
    private readonly MergingOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<EventMerger> _logger;
    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <summary>Merges into <paramref name="store"/>.</summary>
    public EventMerger(IEventStore store, IOptions<MergingOptions> options, TimeProvider time, ILogger<EventMerger> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        _store = store;
        _options = options.Value;
        _time = time;
        _logger = logger;
    }

    /// <summary>Merges <paramref name="events"/> of <paramref name="article"/> and returns the stored events that they are, each once.</summary>
    public async Task<IReadOnlyList<StoredEvent>> MergeAsync(Article article, IReadOnlyList<DatedEvent> events, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(article);
        ArgumentNullException.ThrowIfNull(events);
        var stored = new Dictionary<EventId, StoredEvent>();

        // Moves first: a report that calls the old date off then finds an event whose date has changed, not one to cancel.
        foreach (var reported in events.OrderByDescending(e => e.PreviousDate is not null))
        {
            await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                var merged = await MergeAsync(article, new EventReport(article, reported), cancellationToken).ConfigureAwait(false);
                stored[merged.Id] = merged;
            }
            finally
            {
                _gate.Release();
            }
        }

        return [.. stored.Values];
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private async Task<StoredEvent> MergeAsync(Article article, EventReport report, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            var known = await FindAsync(report, cancellationToken).ConfigureAwait(false);
            var (merged, changes) = known is null ? report.Found(Now, _options.FreshDays) : report.AddTo(known.Value, Now, _options.FreshDays);
            if (known is not null && changes == 0 && merged.Sources.Count == known.Value.Sources.Count)
            {
                await _store.IndexAsync(known.Value, cancellationToken).ConfigureAwait(false); // Mends what a crash left out.
            }
            else if (!await _store.TrySaveAsync(merged, known?.Version, cancellationToken).ConfigureAwait(false))
            {
                continue;
            }

            await _store.SaveMentionAsync(report.MentionOf(merged.Id), cancellationToken).ConfigureAwait(false);
            LogStored(_logger, article.Id.Value, merged.Id.Value, changes);
            return merged;
        }

        throw new InvalidOperationException($"An event of article {article.Id} was changed by others {MaxTries} times in a row; the delivery has to be tried again.");
    }

    private DateTimeOffset Now => _time.GetUtcNow();

    // First the event that this very report founded, if it did: the same delivery again must not choose another one.
    private async Task<Versioned<StoredEvent>?> FindAsync(EventReport report, CancellationToken cancellationToken)
    {
        if (await _store.FindAsync(report.FoundedId, cancellationToken).ConfigureAwait(false) is { } own)
        {
            return own;
        }

        (Versioned<StoredEvent>? Event, double Similarity) best = (null, 0);
        foreach (var id in await CandidatesAsync(report, cancellationToken).ConfigureAwait(false))
        {
            var candidate = await _store.FindAsync(id, cancellationToken).ConfigureAwait(false);
            if (candidate is null)
            {
                continue;
            }

            var similarity = EventTerms.Similarity(report.Terms, candidate.Value.Terms);
            var needed = report.Changes(candidate.Value) ? _options.ChangedEvent : _options.SameEvent;
            if (similarity >= needed && similarity > best.Similarity)
            {
                best = (candidate, similarity);
            }
        }

        return best.Event;
    }

    private async Task<IEnumerable<EventId>> CandidatesAsync(EventReport report, CancellationToken cancellationToken)
    {
        var candidates = await _store.FindByDateAsync(report.Date, _options.CandidateLimit, cancellationToken).ConfigureAwait(false);
        return report.PreviousDate is { } previous
            ? candidates.Union(await _store.FindByDateAsync(previous, _options.CandidateLimit, cancellationToken).ConfigureAwait(false))
            : candidates;
    }
}
