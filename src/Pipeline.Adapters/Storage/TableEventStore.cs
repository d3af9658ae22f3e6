using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Pipeline.Events;
using Pipeline.Extraction;

namespace Pipeline.Adapters.Storage;

/// <summary>
/// Events in table <c>events</c>, found again by date (<c>eventsByDate</c>) and by time of change (<c>changes</c>).
/// The event row is the truth: it holds its whole history, and the index rows can be written again from it.
/// </summary>
internal sealed class TableEventStore(TableServiceClient tables) : IEventStore
{
    private const string EventKey = "event";
    private readonly EntityTable _events = new(tables, StorageLayout.EventsTable);
    private readonly EntityTable _byDate = new(tables, StorageLayout.EventsByDateTable);
    private readonly EntityTable _changes = new(tables, StorageLayout.ChangesTable);

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

    public async IAsyncEnumerable<EventId> ListByDateAsync(DateOnly first, DateOnly last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Up to the end of the last year: its months and itself sort behind their days.
        var rows = _byDate.ListPartitionsAsync(TableKey.OfDate(DateSpan.Day(first)), TableKey.OfDate(DateSpan.Year(last.Year)), cancellationToken);
        await foreach (var row in rows.ConfigureAwait(false))
        {
            if (TableKey.DateOf(row.Value.PartitionKey).IsListed(first, last))
            {
                yield return StorageJson.Read<EventId>(row.Value.Json);
            }
        }
    }

    public Task<bool> TrySaveAsync(StoredEvent stored, string? version, CancellationToken cancellationToken) =>
        _events.TrySaveAsync(new(TableKey.From(stored.Id.Value), EventKey, StorageJson.Write(stored)), version, cancellationToken);

    public async Task IndexAsync(IReadOnlyList<StoredEvent> stored, CancellationToken cancellationToken)
    {
        await _byDate.UpsertAllAsync(
            stored.SelectMany(own => DatesOf(own).Select(date => new EntityRow(TableKey.OfDate(date), TableKey.From(own.Id.Value), StorageJson.Write(own.Id)))),
            cancellationToken).ConfigureAwait(false);
        await _changes.UpsertAllAsync(stored.SelectMany(own => own.History).Select(ToRow), cancellationToken).ConfigureAwait(false);
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
