using Pipeline.Delivery;
using Pipeline.Subscribers;

namespace Pipeline.Tests.Digest;

/// <summary>Readers with hours of their own, from the tick to the mail. The room's clock begins at 7:00 in Paris.</summary>
public sealed class ReaderHoursTests : IDisposable
{
    private const string Vote = "Le conseil municipal de Valmont a voté le 3 mars 2026 la reconstruction du pont Saint-Blaise.";
    private const string Fire = "Un incendie a détruit le 4 mars 2026 les entrepôts de la coopérative agricole, sans faire de victime.";

    private readonly DigestRoom _room = new();

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task Tick_TheHourIsMovedOnThePageAfterTheDigest_NoSecondOneThatDay()
    {
        var reader = await _room.AddReaderAsync("lectrice@example.org", preferences => preferences with { Frequency = DigestFrequency.Daily, Hour = new(7, 0) });
        await MergeAsync("a", Vote, 3);
        await _room.TickAsync();
        await _room.DeliverAsync();
        Assert.Single(_room.Mailer.Sent);

        var token = _room.Get<KeyRing>().Sign(TokenPurpose.Preferences, new(reader.Id, reader.TokenVersion), expires: null);
        Assert.NotNull(await _room.Get<ChangePreferences>().RunAsync(token, reader.Preferences with { Hour = new(20, 0) }, Make.Token));
        await MergeAsync("b", Fire, 4);
        await TickUntilAsync(TimeSpan.FromHours(14));
        Assert.Single(_room.Mailer.Sent);

        await TickUntilAsync(TimeSpan.FromHours(24));
        Assert.Equal(2, _room.Mailer.Sent.Count);
        Assert.Contains("entrepôts", _room.Mailer.Sent[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tick_AWeeklyAndADailyReader_GetTheirOwnVariantsOfOneIssue()
    {
        // 9 March 2026 is a Monday.
        await _room.AddReaderAsync("daily@example.org", preferences => preferences with { Frequency = DigestFrequency.Daily, Hour = new(7, 0) });
        await _room.AddReaderAsync("weekly@example.org", preferences => preferences with { Frequency = DigestFrequency.Weekly, Days = [DayOfWeek.Monday], Hour = new(7, 0) });
        await MergeAsync("a", Vote, 3);
        await TickUntilAsync(TimeSpan.FromDays(3));
        await MergeAsync("b", Fire, 4);
        await TickUntilAsync(TimeSpan.FromDays(1));

        var last = await _room.LedgerAsync();
        Assert.Equal(2, last.Count(row => row.State == DeliveryState.Submitted));
        Assert.Equal(2, last.Select(row => row.Variant).Distinct().Count());
        Assert.Equal(
            [("daily@example.org", true, false), ("daily@example.org", false, true), ("weekly@example.org", true, true)],
            _room.Mailer.Sent.Select(mail => (mail.To, Tells(mail, "Saint-Blaise"), Tells(mail, "entrepôts"))).OrderBy(told => told.To).ThenBy(told => told.Item3));
    }

    [Fact]
    public async Task Tick_NoNewsAtTheHour_IsRecordedAsSkipped()
    {
        await _room.AddReaderAsync("lectrice@example.org", preferences => preferences with { Frequency = DigestFrequency.Daily, Hour = new(7, 0) });

        Assert.Equal(1, (await _room.TickAsync()).Skipped);
        var row = Assert.Single(await _room.DeliverAsync());
        Assert.Equal((DeliveryState.Skipped, DeliveryAnswers.NothingNew), (row.State, row.Answer));
    }

    [Fact]
    public async Task Tick_AfterAnOutage_CatchesUpWithinTheLifeOfAnIssueOnly()
    {
        var paris = await _room.AddReaderAsync("lectrice@example.org", preferences => preferences with { Frequency = DigestFrequency.Daily, Hour = new(7, 0) });
        var weekly = await _room.AddReaderAsync(
            "weekly@example.org", preferences => preferences with { Frequency = DigestFrequency.Weekly, Days = [DayOfWeek.Friday], Hour = new(7, 0) });
        await _room.TickAsync();
        await MergeAsync("a", Vote, 3);

        // From Thursday to Sunday at 9:00: the last daily one is caught up, the weekly one of Friday is too old.
        _room.Time.Advance(TimeSpan.FromHours(74));
        await _room.TickAsync();

        var row = Assert.Single(await _room.DeliverAsync());
        Assert.Equal((paris.Id, DeliveryState.Submitted), (row.Reader, row.State));
        Assert.NotEqual(paris.Id, weekly.Id);
    }

    private async Task TickUntilAsync(TimeSpan length)
    {
        var end = _room.Time.GetUtcNow() + length;
        while (_room.Time.GetUtcNow() < end)
        {
            _room.Time.Advance(TimeSpan.FromMinutes(15));
            await _room.TickAsync();
            await _room.DeliverAsync();
        }
    }

    private Task MergeAsync(string name, string text, int day) => _room.MergeAsync(name, text, $"{day} mars 2026", Make.Day(2026, 3, day));

    private static bool Tells(OutgoingMail mail, string words) => mail.Text.Contains(words, StringComparison.Ordinal);
}
