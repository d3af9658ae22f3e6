using System.Text;
using CsCheck;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Pipeline.Events;
using Pipeline.Extraction;
using Pipeline.Site;
using EventStatus = Pipeline.Extraction.EventStatus;

namespace Pipeline.Tests.Site;

public sealed class CalendarTests : IDisposable
{
    private static readonly EventChange s_calledOff = SiteRoom.Change(EventChangeKind.StatusChanged, nameof(EventStatus.Planned), nameof(EventStatus.Cancelled), day: 6);

    private readonly SiteRoom _room = new();

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task Run_DatesOfAllKinds_ThoseToComeInOrder()
    {
        await _room.StoreAsync(SiteRoom.Event("hier", Make.Day(2026, 3, 9), EventStatus.Planned));
        await _room.StoreAsync(SiteRoom.Event("aujourd’hui", Make.Day(2026, 3, 10), EventStatus.Planned));
        await _room.StoreAsync(SiteRoom.Event("fait", Make.Day(2026, 3, 11)));
        await _room.StoreAsync(SiteRoom.Event("annulé", Make.Day(2026, 3, 12), EventStatus.Cancelled, s_calledOff));
        await _room.StoreAsync(SiteRoom.Event("jamais prévu", Make.Day(2026, 3, 12), EventStatus.Cancelled));
        await _room.StoreAsync(SiteRoom.Event("ce mois", DateSpan.Month(2026, 3), EventStatus.Planned));
        await _room.StoreAsync(SiteRoom.Event("le mois passé", DateSpan.Month(2026, 2), EventStatus.Planned));
        await _room.StoreAsync(SiteRoom.Event("cette année", DateSpan.Year(2026), EventStatus.Planned));
        await _room.StoreAsync(SiteRoom.Event("trois jours", DateSpan.Between(new(2026, 4, 3), new(2026, 4, 5)), EventStatus.Planned));
        await _room.StoreAsync(SiteRoom.Event("écarté", Make.Day(2026, 3, 12), EventStatus.Planned) with { IsDismissed = true });
        await _room.StoreAsync(SiteRoom.Event("retiré", Make.Day(2026, 3, 12), EventStatus.Planned) with { WithdrawnAt = DateTimeOffset.UnixEpoch });
        await _room.StoreAsync(SiteRoom.Event("dans dix ans", Make.Day(2036, 3, 12), EventStatus.Planned));

        var reply = await _room.Get<ShowCalendar>().RunAsync("fr", Make.Token);

        Assert.Equal("text/calendar; charset=utf-8", reply.ContentType);
        Assert.Equal(["mars 2026, jour non connu : ce mois", "aujourd’hui", "annulé", "trois jours"], Read(reply).Events.Select(entry => entry.Summary));
        Assert.Equal(["CONFIRMED", "CONFIRMED", "CANCELLED", "CONFIRMED"], Read(reply).Events.Select(entry => entry.Status));
    }

    [Fact]
    public async Task Run_ADayAMonthAndSeveralDays_WholeDaysWithTheEndNotIncluded()
    {
        await _room.StoreAsync(SiteRoom.Event("un jour", Make.Day(2026, 3, 31), EventStatus.Planned));
        await _room.StoreAsync(SiteRoom.Event("trois jours", DateSpan.Between(new(2026, 4, 3), new(2026, 4, 5)), EventStatus.Planned));
        await _room.StoreAsync(SiteRoom.Event("un mois", DateSpan.Month(2026, 12), EventStatus.Planned));

        var reply = await _room.Get<ShowCalendar>().RunAsync("fr", Make.Token);

        var lines = SiteRoom.Text(reply).Split("\r\n");
        Assert.Equal(["DTSTART;VALUE=DATE:20260331", "DTSTART;VALUE=DATE:20260403", "DTSTART;VALUE=DATE:20261201"], lines.Where(line => line.StartsWith("DTSTART", StringComparison.Ordinal)));
        Assert.Equal(["DTEND;VALUE=DATE:20260401", "DTEND;VALUE=DATE:20260406", "DTEND;VALUE=DATE:20270101"], lines.Where(line => line.StartsWith("DTEND", StringComparison.Ordinal)));
        Assert.Equal(3, lines.Count(line => line == "TRANSP:TRANSPARENT"));
        Assert.Contains("REFRESH-INTERVAL;VALUE=DURATION:PT6H", lines);
        Assert.Contains("METHOD:PUBLISH", lines);
        Assert.All(Read(reply).Events, entry => Assert.False(entry.DtStart!.HasTime));
    }

    [Fact]
    public async Task Event_MovedThenCalledOff_KeepsItsUidAndCountsUp()
    {
        var planned = SiteRoom.Event("le pont rouvre", Make.Day(2026, 4, 1), EventStatus.Planned) with { Revision = 3 };
        await _room.StoreAsync(planned);
        var first = await EntryAsync(planned);
        var moved = planned with
        {
            Date = Make.Day(2026, 4, 8),
            Revision = 4,
            History = [.. planned.History, SiteRoom.Change(EventChangeKind.DateChanged, "2026-04-01", "2026-04-08") with { Event = planned.Id }],
        };
        await _room.StoreAsync(moved);
        var second = await EntryAsync(planned);
        await _room.StoreAsync(moved with { Status = EventStatus.Cancelled, Revision = 7, History = [.. moved.History, s_calledOff with { Event = planned.Id }] });
        var third = await EntryAsync(planned);

        Assert.All([first, second, third], entry => Assert.Equal(planned.Id.Value, entry.Uid));
        Assert.Equal([3, 4, 7], ((CalendarEvent[])[first, second, third]).Select(entry => entry.Sequence));
        Assert.Equal(["CONFIRMED", "CONFIRMED", "CANCELLED"], ((CalendarEvent[])[first, second, third]).Select(entry => entry.Status));
        Assert.Equal([1, 8, 8], ((CalendarEvent[])[first, second, third]).Select(entry => entry.DtStart!.Day));
        Assert.Equal(new DateTime(2026, 3, 4, 8, 0, 0, DateTimeKind.Utc), first.DtStamp!.AsUtc);
        Assert.Equal(new DateTime(2026, 3, 6, 8, 0, 0, DateTimeKind.Utc), third.DtStamp!.AsUtc);
    }

    [Fact]
    public async Task Event_SameStateLater_SameBytes()
    {
        var planned = await _room.StoreAsync(SiteRoom.Event("le pont rouvre", Make.Day(2026, 4, 1), EventStatus.Planned));

        var first = await _room.Get<ShowCalendar>().EventAsync("fr", planned.Id + ".ics", Make.Token);
        _room.Time.Advance(TimeSpan.FromDays(3));
        var later = await _room.Get<ShowCalendar>().EventAsync("fr", planned.Id + ".ics", Make.Token);

        Assert.Equal(first.ETag, later.ETag);
        Assert.Equal($"attachment; filename=\"{planned.Id}.ics\"", first.Headers["Content-Disposition"]);
        Assert.Equal(304, later.For(null, first.LastModified).Status);
    }

    [Fact]
    public async Task Event_HostileWords_AddNoLineOfTheirOwn()
    {
        var planned = await _room.StoreAsync(SiteRoom.Event("a\r\nEND:VEVENT\nBEGIN:VALARM\u2028X-EVIL:1; b, c\\n \u0007é" + new string('é', 200), Make.Day(2026, 4, 1), EventStatus.Planned));

        var reply = await _room.Get<ShowCalendar>().EventAsync("fr", planned.Id + ".ics", Make.Token);

        var lines = SiteRoom.Text(reply).Split("\r\n");
        Assert.All(lines, line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75 && !line.Any(char.IsControl), line));
        Assert.DoesNotContain(lines, line => line.StartsWith("BEGIN:VALARM", StringComparison.Ordinal) || line.StartsWith("X-EVIL", StringComparison.Ordinal));
        Assert.StartsWith("a END:VEVENT BEGIN:VALARM X-EVIL:1; b, c\\n \uFFFDéé", Assert.Single(Read(reply).Events).Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Event_AnyWords_CanBeReadBack() => await Gen.String[1, 80].SampleAsync(
        async words =>
        {
            using var room = new SiteRoom();
            var planned = await room.StoreAsync(SiteRoom.Event("x", Make.Day(2026, 4, 1), EventStatus.Planned) with { Headline = words, Evidence = words });

            var entry = Assert.Single(Read(await room.Get<ShowCalendar>().EventAsync("en", planned.Id + ".ics", CancellationToken.None)).Events);
            Assert.Equal(planned.Id.Value, entry.Uid);
        },
        iter: 100);

    [Fact]
    public async Task Upcoming_MoreThanTheLimit_TheNextOnes()
    {
        using var room = new SiteRoom(("Site:CalendarEvents", "5"));
        foreach (var day in Enumerable.Range(11, 20).Reverse())
        {
            await room.StoreAsync(SiteRoom.Event($"jour {day}", Make.Day(2026, 3, day), EventStatus.Planned));
        }

        Assert.Equal([11, 12, 13, 14, 15], (await room.Get<UpcomingDates>().RunAsync(Make.Token)).Select(told => told.Date.First.Day));
    }

    private async Task<CalendarEvent> EntryAsync(StoredEvent told) =>
        Assert.Single(Read(await _room.Get<ShowCalendar>().EventAsync("fr", told.Id + ".ics", Make.Token)).Events);

    private static Calendar Read(SiteReply reply) => Calendar.Load(SiteRoom.Text(reply))!;
}
