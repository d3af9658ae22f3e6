using Microsoft.Extensions.Options;
using Pipeline.Events;
using Pipeline.Extraction;
using Pipeline.Stories;

namespace Pipeline.Digest;

/// <summary>Tells what is new as a function of (since, cut-off]: nothing on an event is marked as told. Thread-safe.</summary>
public sealed class ComposeDigest
{
    // Planned events of one day that are looked at; a day with more is no agenda.
    private const int EventsADay = 20;

    private readonly IEventStore _events;
    private readonly DossierComposer _dossiers;
    private readonly DigestOptions _options;
    private readonly List<IReadOnlyList<string>> _followed;

    /// <summary>Composes from <paramref name="events"/>.</summary>
    public ComposeDigest(IEventStore events, DossierComposer dossiers, IOptions<DigestOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _events = events;
        _dossiers = dossiers;
        _options = options.Value;
        _followed = [.. (options.Value.Followed ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(WordReader.WordsOf).Where(words => words.Count > 0)];
    }

    /// <summary>The digest of <paramref name="window"/>; null where nothing is new. Confirmations, old facts and withdrawals alone are nothing new.</summary>
    public async Task<DigestModel?> RunAsync(DigestWindow window, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(window);
        var changes = await ChangesAsync(window, cancellationToken).ConfigureAwait(false);
        var topics = new TopicFilter(window.Topics);
        var (items, withdrawn) = await ItemsAsync(changes, topics, cancellationToken).ConfigureAwait(false);
        if (!items.Exists(IsNews))
        {
            return null;
        }

        var newest = items.Max(item => item.Published);
        items = [.. items.Select(item => item with { Salience = Salience.Of(item, newest, IsFollowed(item)) })];
        var news = items.Where(IsNews).ToList();
        var lead = news.Order(new LeadOrder(newest)).First();
        var groups = InOrder(items.GroupBy(item => item.Event.Story).Select(story => story.ToList()), lead);
        var dossiers = new List<DigestDossier>();
        foreach (var group in groups.Take(_options.MaxDossiers))
        {
            dossiers.Add(await _dossiers.RunAsync([.. group.Where(IsNews)], lead, cancellationToken).ConfigureAwait(false));
        }

        return new DigestModel
        {
            CutOff = window.CutOff,
            Previous = window.Previous,
            Lead = lead,
            Dossiers = dossiers,
            Upcoming = await UpcomingAsync(items, newest, topics, cancellationToken).ConfigureAwait(false),
            Context = ContextOf(groups),
            Withdrawn = [.. withdrawn.Select(item => item.Event).Take(_options.MaxEventsPerDossier)],
            OmittedWithdrawn = Math.Max(0, withdrawn.Count - _options.MaxEventsPerDossier),
            OmittedDossiers = groups.Count - dossiers.Count,
            OmittedEvents = groups.Skip(dossiers.Count).Sum(group => group.Count(IsNews)),
            News = news,
            Confirmed = [.. items.Where(item => item.IsConfirmed)],
            NewCount = news.Count(item => item.IsNew),
            ChangedCount = news.Count(item => item.IsChanged),
            ChangeIds = [.. items.Concat(withdrawn).SelectMany(item => item.Changes).Select(change => change.Id)],
        };
    }

    private static bool IsNews(DigestItem item) => item.IsNew || item.IsChanged;

    // A followed name of several words is there where all of them are.
    private bool IsFollowed(DigestItem item) => _followed.Any(words => words.All(word => item.Event.Names.Contains(word, StringComparer.Ordinal)));

    private async Task<List<EventChange>> ChangesAsync(DigestWindow window, CancellationToken cancellationToken)
    {
        var changes = new List<EventChange>();
        await foreach (var change in _events.ListChangesAsync(window.Since, window.CutOff, cancellationToken).ConfigureAwait(false))
        {
            if (!window.Told.Contains(change.Id))
            {
                changes.Add(change);
            }
        }

        return changes;
    }

    private async Task<(List<DigestItem> Items, List<DigestItem> Withdrawn)> ItemsAsync(
        List<EventChange> changes, TopicFilter topics, CancellationToken cancellationToken)
    {
        var (items, withdrawn) = (new List<DigestItem>(), new List<DigestItem>());
        foreach (var group in changes.GroupBy(change => change.Event))
        {
            if (await _events.FindAsync(group.Key, cancellationToken).ConfigureAwait(false) is not { Value: { MergedInto: null, IsDismissed: false } found }
                || !topics.Takes(found))
            {
                continue;
            }

            // What an article told that has been withdrawn since is no news, unless others tell it.
            var told = group.Where(change => found.WithdrawnAt is null
                ? found.Sources.Any(source => source.Article == change.Article)
                : change.Kind == EventChangeKind.Withdrawn).ToList();
            if (told.Count > 0)
            {
                (found.WithdrawnAt is null ? items : withdrawn).Add(new DigestItem(found, told));
            }
        }

        return (items, withdrawn);
    }

    // The lead's dossier first, since one reads on; then by the number of voices, then the freshest.
    private static List<IReadOnlyList<DigestItem>> InOrder(IEnumerable<IReadOnlyList<DigestItem>> groups, DigestItem lead) =>
    [
        .. groups.Where(group => group.Any(IsNews))
            .OrderByDescending(group => group.Contains(lead))
            .ThenByDescending(group => group.SelectMany(item => item.Event.Sources).Select(source => source.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count())
            .ThenByDescending(group => group.Max(item => item.Published))
            .ThenByDescending(group => group.Count)
            .ThenBy(group => group.Min(item => item.Event.Id.Value), StringComparer.Ordinal),
    ];

    // The best of each dossier before the second of any; a fragment recalls nothing.
    private IReadOnlyList<DigestItem> ContextOf(List<IReadOnlyList<DigestItem>> groups) =>
    [
        .. groups.Take(_options.MaxDossiers)
            .SelectMany(group => group.Where(item => item.IsContext && SentenceShape.IsWhole(item.Event.Evidence)).Order(DigestOrder.Instance).Index())
            .OrderBy(ranked => ranked.Index)
            .Select(ranked => ranked.Item)
            .Take(_options.MaxContext),
    ];

    // The days after the newest article, not after today: articles of any year make a sensible digest.
    private async Task<IReadOnlyList<StoredEvent>> UpcomingAsync(
        List<DigestItem> items, DateOnly newest, TopicFilter topics, CancellationToken cancellationToken)
    {
        var planned = items.Select(item => item.Event).Where(found => IsAhead(found, newest)).ToDictionary(found => found.Id);
        for (var day = newest.AddDays(1); day <= newest.AddDays(_options.UpcomingDays) && Count(day) < _options.MaxUpcoming; day = day.AddDays(1))
        {
            foreach (var id in await _events.FindByDateAsync(DateSpan.Day(day), EventsADay, cancellationToken).ConfigureAwait(false))
            {
                if (!planned.ContainsKey(id) && await _events.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } found && IsAhead(found.Value, newest)
                    && topics.Takes(found.Value))
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

    private static bool IsAhead(StoredEvent found, DateOnly newest) => found is { Status: EventStatus.Planned, WithdrawnAt: null, MergedInto: null, IsDismissed: false } && found.Date.First > newest;
}
