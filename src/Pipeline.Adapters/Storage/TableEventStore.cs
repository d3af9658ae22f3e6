using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Pipeline.Articles;
using Pipeline.Events;
using Pipeline.Extraction;

namespace Pipeline.Adapters.Storage;

/// <summary>
/// Events in table <c>events</c>, found again by date (<c>eventsByDate</c>) and by time of change (<c>changes</c>); mentions in <c>mentions</c>,
/// and the events of an article in <c>tellings</c>.
/// The event row is the truth: it holds its whole history, and the index rows can be written again from it.
/// </summary>
internal sealed class TableEventStore(TableServiceClient tables) : IEventStore
{
    private const string EventKey = "event";
    private readonly EntityTable _events = new(tables, StorageLayout.EventsTable);
    private readonly EntityTable _byDate = new(tables, StorageLayout.EventsByDateTable);
    private readonly EntityTable _changes = new(tables, StorageLayout.ChangesTable);
    private readonly EntityTable _tellings = new(tables, StorageLayout.TellingsTable);
    private readonly EntityTable _mentions = new(tables, StorageLayout.MentionsTable);

    public async Task<Versioned<StoredEvent>?> FindAsync(EventId id, CancellationToken cancellationToken)
    {
        var row = await _events.FindAsync(TableKey.From(id.Value), EventKey, cancellationToken).ConfigureAwait(false);
        return row is null ? null : new(StorageJson.Read<StoredEvent>(row.Value.Json), row.Version);
    }

    public async Task<IReadOnlyList<EventId>> FindByDateAsync(DateSpan date, int limit, CancellationToken cancellationToken)
    {
        var found = new List<EventId>();
        await foreach (var row in _byDate.ListPartitionAsync(TableKey.OfDate(date), limit, cancellationToken).ConfigureAwait(false))
        {
            found.Add(StorageJson.Read<EventId>(row.Value.Json));
        }

        return found;
    }

    public async Task<bool> TrySaveAsync(StoredEvent stored, string? version, CancellationToken cancellationToken)
    {
        var row = new EntityRow(TableKey.From(stored.Id.Value), EventKey, StorageJson.Write(stored));
        if (!await _events.TrySaveAsync(row, version, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        await IndexAsync(stored, cancellationToken).ConfigureAwait(false);
        return true;
    }

    public async Task IndexAsync(StoredEvent stored, CancellationToken cancellationToken)
    {
        var key = TableKey.From(stored.Id.Value);
        var id = StorageJson.Write(stored.Id);
        await _byDate.UpsertAllAsync(
            DatesOf(stored).Select(date => new EntityRow(TableKey.OfDate(date), key, id)), cancellationToken).ConfigureAwait(false);
        await _changes.UpsertAllAsync(stored.History.Select(ToRow), cancellationToken).ConfigureAwait(false);
    }

    public Task SaveMentionAsync(EventMention mention, CancellationToken cancellationToken) =>
        _mentions.UpsertAsync(
            new(TableKey.From(mention.Event.Value), TableKey.From(mention.Id), StorageJson.Write(mention)), cancellationToken);

    public Task RemoveMentionAsync(EventId id, string mention, CancellationToken cancellationToken) =>
        _mentions.DeleteAsync(TableKey.From(id.Value), TableKey.From(mention), cancellationToken);

    public Task SaveTellingAsync(EventTelling telling, CancellationToken cancellationToken) =>
        _tellings.UpsertAsync(
            new(TableKey.From(telling.Article.Value), TableKey.From(telling.Event.Value), StorageJson.Write(telling)), cancellationToken);

    public async Task<IReadOnlyList<EventTelling>> ListTellingsAsync(ArticleId article, CancellationToken cancellationToken)
    {
        var tellings = new List<EventTelling>();
        await foreach (var row in _tellings.ListPartitionAsync(TableKey.From(article.Value), int.MaxValue, cancellationToken).ConfigureAwait(false))
        {
            tellings.Add(StorageJson.Read<EventTelling>(row.Value.Json));
        }

        return tellings;
    }

    public async IAsyncEnumerable<EventMention> ListMentionsAsync(EventId id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = _mentions.ListPartitionAsync(TableKey.From(id.Value), int.MaxValue, cancellationToken);
        await foreach (var row in rows.ConfigureAwait(false))
        {
            yield return StorageJson.Read<EventMention>(row.Value.Json);
        }
    }

    public async IAsyncEnumerable<EventChange> ListChangesAsync(
        DateTimeOffset since, DateTimeOffset until, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (until <= since)
        {
            yield break;
        }

        // Hours and ticks both sort as time does, so one range covers years without walking their empty hours. Past the end of `since`, up to and with `until`.
        var rows = _changes.ListRangeAsync(
            TableKey.OfHour(since),
            TableKey.OfHour(until),
            TableKey.OfTicks(since.UtcTicks + 1),
            TableKey.OfTicks(until.UtcTicks + 1),
            cancellationToken);
        await foreach (var row in rows.ConfigureAwait(false))
        {
            yield return StorageJson.Read<EventChange>(row.Value.Json);
        }
    }

    private static EntityRow ToRow(EventChange change) => new(
        TableKey.OfHour(change.At), $"{TableKey.OfTicks(change.At.UtcTicks)}~{TableKey.From(change.Id)}", StorageJson.Write(change));

    // Dates that it had stay in the index: a late article may still tell the old one.
    private static IEnumerable<DateSpan> DatesOf(StoredEvent stored)
    {
        var told = stored.History.Where(change => change.Kind == EventChangeKind.DateChanged).SelectMany(change => new[] { change.From, change.To });
        return told
            .Select(text => DateSpan.TryParse(text, out var date) ? date : stored.Date)
            .Append(stored.Date)
            .Distinct();
    }
}
