using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Pipeline.Digest.Rendering;
using Pipeline.Events;
using Pipeline.Extraction;
using Pipeline.Receipts;
using EventStatus = Pipeline.Extraction.EventStatus;

namespace Pipeline.Site;

/// <summary>
/// Writes events as an iCalendar (RFC 5545) in a language. A day is a whole day, several days are whole days to the day after the last, which is not
/// included. A month or a year is no day: it covers all of its days without blocking them (TRANSP:TRANSPARENT), and its title says that the day is not known.
/// An event keeps its UID whatever becomes of it, its SEQUENCE is the number of the update that stored it, and its DTSTAMP the moment of its last change, so
/// that the same state is the same bytes. Thread-safe.
/// </summary>
internal sealed class CalendarWriter(Strings strings, SiteLinks links)
{
    /// <summary>Media type.</summary>
    public const string MediaType = "text/calendar; charset=utf-8";

    private static readonly TimeSpan s_refresh = TimeSpan.FromHours(6);

    private readonly EventView _view = new(strings, links);
    private readonly DateWriter _dates = new(strings);

    /// <summary>A calendar called <paramref name="name"/> of <paramref name="events"/>.</summary>
    public string Write(string name, IEnumerable<StoredEvent> events)
    {
        var calendar = new Calendar { ProductId = "-//Pipeline//Pipeline//" + strings.Language.ToUpperInvariant(), Method = "PUBLISH" };
        var title = VisibleText.Line(name);
        calendar.AddProperty("X-WR-CALNAME", title);
        calendar.AddProperty("NAME", title);
        calendar.AddProperty(new CalendarProperty("REFRESH-INTERVAL", new Duration(hours: s_refresh.Hours)) { Parameters = { new CalendarParameter("VALUE", "DURATION") } });
        calendar.AddProperty("X-PUBLISHED-TTL", "PT6H");
        foreach (var told in events)
        {
            calendar.Events.Add(Entry(told));
        }

        return new CalendarSerializer().SerializeToString(calendar)!;
    }

    private CalendarEvent Entry(StoredEvent told)
    {
        var changed = new CalDateTime(ChangedAt(told).UtcDateTime, CalDateTime.UtcTzId);
        var isDay = told.Date.Precision is DatePrecision.Day or DatePrecision.Interval;
        var headline = _view.HeadlineOf(told).Text;
        return new CalendarEvent
        {
            Uid = told.Id.Value,
            DtStamp = changed,
            LastModified = changed,
            Sequence = (int)Math.Min(told.Revision, int.MaxValue),
            DtStart = new CalDateTime(told.Date.First),
            DtEnd = told.Date.Last == DateOnly.MaxValue ? null : new CalDateTime(told.Date.Last.AddDays(1)),
            Status = IsOff(told) ? "CANCELLED" : "CONFIRMED",
            Transparency = "TRANSPARENT",
            Summary = isDay ? headline : strings.Text("site.calendar.coarse", ("date", _dates.Write(told.Date)), ("headline", headline)),
            Description = Description(told),
            Url = new Uri(links.Event(strings.Language, told.Id)),
        };
    }

    /// <summary>When something of <paramref name="told"/> became known last, in whole seconds.</summary>
    public static DateTimeOffset ChangedAt(StoredEvent told)
    {
        var last = told.History.Count == 0 ? DateTimeOffset.UnixEpoch : told.History.Max(change => change.At);
        return new(last.UtcTicks - (last.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
    }

    private static bool IsOff(StoredEvent told) => told.Status is EventStatus.Cancelled or EventStatus.Denied;

    private string Description(StoredEvent told)
    {
        var sources = told.Sources.OrderByDescending(source => source.Published)
            .Select(source => string.Join(' ', new[] { $"{VisibleText.Line(source.Name)}, {_dates.Write(source.Published)}", EventView.AddressOf(source) }.Where(part => part.Length > 0)));
        string[] lines =
        [
            VisibleText.Line(told.Evidence),
            strings.Text("status." + told.Status),
            strings.Plural("digest.sources", told.Sources.Count),
            .. sources,
        ];
        return string.Join('\n', lines);
    }
}
