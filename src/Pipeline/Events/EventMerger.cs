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
    private readonly ToldChanges _told;
    private readonly MergingOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<EventMerger> _logger;
    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <summary>Merges into <paramref name="store"/>.</summary>
    public EventMerger(IEventStore store, ToldChanges told, IOptions<MergingOptions> options, TimeProvider time, ILogger<EventMerger> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        _store = store;
        _told = told;
        _options = options.Value;
        _time = time;
        _logger = logger;
    }

    /// <summary>
    /// Merges <paramref name="events"/> of a version of <paramref name="article"/> and returns the stored events that they are, each once, and the ids of
    /// the mentions as they are now. What other versions told is left as it is.
    /// </summary>
    public async Task<(IReadOnlyList<StoredEvent> Events, IReadOnlySet<(EventId Event, string Mention)> Mentions)> MergeAsync(
        Article article, long version, IReadOnlyList<DatedEvent> events, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(article);
        ArgumentNullException.ThrowIfNull(events);
        var tellings = (await _store.ListTellingsAsync(article.Id, cancellationToken).ConfigureAwait(false)).ToDictionary(telling => telling.Event);
        var mentions = new HashSet<(EventId Event, string Mention)>();
        var stored = new Dictionary<EventId, StoredEvent>();

        // Moves first: a report that calls the old date off then finds an event whose date has changed, not one to cancel.
        foreach (var reported in events.OrderByDescending(e => e.PreviousDate is not null))
        {
            await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                var report = new EventReport(article, version, reported);
                var merged = await MergeAsync(article, report, tellings, cancellationToken).ConfigureAwait(false);
                stored[merged.Id] = merged;
                mentions.Add((merged.Id, report.MentionId));
            }
            finally
            {
                _gate.Release();
            }
        }

        return ([.. stored.Values], mentions);
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private async Task<StoredEvent> MergeAsync(
        Article article, EventReport report, Dictionary<EventId, EventTelling> tellings, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            var known = await FindAsync(report, tellings.Values, cancellationToken).ConfigureAwait(false);
            await TellAsync(article.Id, known?.Value.Id ?? report.FoundedId, report.MentionId, tellings, cancellationToken).ConfigureAwait(false);
            await _store.SaveMentionAsync(report.MentionOf(known?.Value.Id ?? report.FoundedId), cancellationToken).ConfigureAwait(false);
            var (merged, changes) = await MergedAsync(report, known?.Value, cancellationToken).ConfigureAwait(false);
            if (known is not null && changes == 0 && known.Value.WithdrawnAt is null && merged.Sources.SequenceEqual(known.Value.Sources))
            {
                await _store.IndexAsync(known.Value, cancellationToken).ConfigureAwait(false); // Mends what a crash left out.
            }
            else if (!await _store.TrySaveAsync(merged, known?.Version, cancellationToken).ConfigureAwait(false))
            {
                continue;
            }

            LogStored(_logger, article.Id.Value, merged.Id.Value, changes);
            return merged;
        }

        throw new InvalidOperationException($"An event of article {article.Id} was changed by others {MaxTries} times in a row; the delivery has to be tried again.");
    }

    // The mention stands before the event says so: see EventWithdrawal.
    private async Task<(StoredEvent Event, int Changes)> MergedAsync(EventReport report, StoredEvent? known, CancellationToken cancellationToken)
    {
        if (known is null)
        {
            return report.Found(Now, _options.FreshDays);
        }

        return known.WithdrawnAt is null
            ? report.AddTo(known, Now, _options.FreshDays)
            : report.Revive(known, Now, _options.FreshDays, await _told.AnyAsync(known.History, cancellationToken).ConfigureAwait(false));
    }

    private DateTimeOffset Now => _time.GetUtcNow();

    private async Task TellAsync(
        ArticleId article, EventId id, string mention, Dictionary<EventId, EventTelling> tellings, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> told = tellings.TryGetValue(id, out var telling) ? telling.Mentions : [];
        if (!told.Contains(mention, StringComparer.Ordinal))
        {
            tellings[id] = new EventTelling(article, id, [.. told, mention]);
            await _store.SaveTellingAsync(tellings[id], cancellationToken).ConfigureAwait(false);
        }
    }

    // First the event that this very report was merged into or founded, if it was: the same delivery again must not choose another one.
    private async Task<Versioned<StoredEvent>?> FindAsync(
        EventReport report, IEnumerable<EventTelling> tellings, CancellationToken cancellationToken)
    {
        var told = tellings.FirstOrDefault(telling => telling.Mentions.Contains(report.MentionId, StringComparer.Ordinal))?.Event ?? report.FoundedId;
        if (await _store.FindAsync(told, cancellationToken).ConfigureAwait(false) is { } own)
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
