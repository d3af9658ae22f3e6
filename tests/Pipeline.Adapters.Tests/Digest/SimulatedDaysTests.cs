using System.Globalization;
using MimeKit;
using Pipeline.Delivery;
using Pipeline.Digest;
using Pipeline.Digest.Desk;
using Pipeline.Subscribers;

namespace Pipeline.Adapters.Tests.Digest;

/// <summary>Days of a newsroom: articles come, the timer ticks, readers in other zones and of other habits get their mails at their hours.</summary>
public sealed class SimulatedDaysTests
{
    private const string Station = """
        ---
        title: La gare de Valmeuse
        date: 2026-03-02
        ---
        La ministre des Transports a inauguré la nouvelle gare de Valmeuse le lundi 2 mars 2026 devant quatre cents habitants.
        """;

    private const string Bridge = """
        ---
        title: Le pont de Harrow
        date: 2026-03-03
        ---
        Le maire de Harrow a fermé le vieux pont le mardi 3 mars 2026 après la découverte de fissures dans deux piliers.
        """;

    private const string Museum = """
        ---
        title: Le musée de Brévannes
        date: 2026-03-06
        ---
        Le musée de Brévannes a rouvert ses portes le vendredi 6 mars 2026 après trois ans de travaux.
        """;

    private static readonly Preferences s_paris = new() { Language = "fr", TimeZone = "Europe/Paris", Hour = new(7, 0) };
    private static readonly Preferences s_newYork = new() { Language = "en", TimeZone = "America/New_York", Hour = new(19, 0) };

    private static readonly Preferences s_auckland = new()
    {
        Language = "fr",
        TimeZone = "Pacific/Auckland",
        Hour = new(7, 0),
        Frequency = DigestFrequency.Weekly,
        Days = [DayOfWeek.Monday],
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // The clocks of New York go forward on 8 March: 19:00 is midnight UTC before it and 23:00 after it.
    [Fact]
    public async Task AWeek_ReadersOfThreeZonesAndHabits_GetTheirOwnMailsAtTheirHours()
    {
        await using var house = await DigestHouse.OpenAsync(At("2026-03-02T01:00Z"));
        var paris = await house.JoinAsync("paris@example.org", s_paris);
        var newYork = await house.JoinAsync("new-york@example.org", s_newYork);
        var auckland = await house.JoinAsync("auckland@example.org", s_auckland);
        var articles = new Queue<(DateTimeOffset At, string Name, string Text)>(
        [
            (At("2026-03-02T02:00Z"), "gare.md", Station), (At("2026-03-03T10:00Z"), "pont.md", Bridge), (At("2026-03-06T10:00Z"), "musee.md", Museum),
        ]);
        for (var tick = At("2026-03-02T06:00Z"); tick <= At("2026-03-09T00:00Z"); tick = tick.AddHours(6))
        {
            while (articles.TryPeek(out var next) && next.At <= tick)
            {
                house.Time.SetUtcNow(next.At);
                await house.DropAsync(next.Name, next.Text);
                articles.Dequeue();
            }

            await house.TickAsync(tick);
            await house.DeliverAsync();
        }

        Assert.Equal(["03-02T06 gare", "03-04T06 pont", "03-07T06 musée"], Told(house, "paris@example.org"));
        Assert.Equal(["03-03T00 gare", "03-04T00 pont", "03-07T00 musée"], Told(house, "new-york@example.org"));
        Assert.Equal(["03-08T18 gare pont musée"], Told(house, "auckland@example.org"));

        Assert.Equal(
            ["submitted", "nothing-new", "submitted", "nothing-new", "nothing-new", "submitted", "nothing-new"], Ends(await house.LedgerOfAsync(paris)));
        Assert.Equal(
            ["submitted", "submitted", "nothing-new", "nothing-new", "submitted", "nothing-new", "nothing-new"], Ends(await house.LedgerOfAsync(newYork)));
        Assert.Equal(["submitted"], Ends(await house.LedgerOfAsync(auckland)));
        Assert.All(house.Mails, mail => Assert.Contains(
            mail.To.ToString().Contains("new-york", StringComparison.Ordinal) ? "<html lang=\"en\"" : "<html lang=\"fr\"", mail.HtmlBody, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Approval_HeldApprovedAndLeftTooLong_EachEndsAsItShould()
    {
        await using var house = await DigestHouse.OpenAsync(At("2026-03-02T01:00Z"), ("Digest:Approval", "Always"));
        var stays = await house.JoinAsync("stays@example.org", s_paris);
        var leaves = await house.JoinAsync("leaves@example.org", s_paris);
        await house.DropAsync("gare.md", Station);
        var first = (await house.TickAsync(At("2026-03-02T06:00Z"))).Issue!;
        await house.DeliverAsync();
        Assert.Equal(IssueState.Held, first.State);
        Assert.Empty(house.Mails);

        // One of the two leaves between planning and claim.
        await house.LeaveAsync(leaves);
        var approved = await house.Get<DecideOnIssue>().ApproveAsync(first.Id, anyway: false, Token);
        Assert.Equal(2, Assert.IsType<IssueDecision.Done>(approved).Queued);
        await house.DeliverAsync();
        Assert.Equal("stays@example.org", Assert.Single(Assert.Single(house.Mails).To.Mailboxes).Address);
        Assert.Equal(DeliveryAnswers.Left, Assert.Single(await house.LedgerOfAsync(leaves)).Answer);

        // The next one waits in vain; what it would have told comes with the one after it.
        house.Time.SetUtcNow(At("2026-03-03T05:00Z"));
        await house.DropAsync("pont.md", Bridge);
        var late = (await house.TickAsync(At("2026-03-03T06:00Z"))).Issue!;
        Assert.Equal(IssueState.Held, late.State);
        house.Time.SetUtcNow(late.ExpiresAt.AddMinutes(1));
        Assert.IsType<IssueDecision.Expired>(await house.Get<DecideOnIssue>().ApproveAsync(late.Id, anyway: false, Token));
        var next = (await house.TickAsync(At("2026-03-05T06:00Z"))).Issue!;
        Assert.IsType<IssueDecision.Done>(await house.Get<DecideOnIssue>().ApproveAsync(next.Id, anyway: false, Token));
        await house.DeliverAsync();

        Assert.Equal(["submitted", "expired", "submitted"], Ends(await house.LedgerOfAsync(stays)));
        Assert.Equal(["03-02T06 gare", "03-05T06 pont"], Told(house, "stays@example.org"));
        Assert.True((await house.Get<IDigestStore>().FindAsync(late.Id, Token))!.Value.IsSettled);
    }

    private static List<string> Ends(IReadOnlyList<DeliveryEntry> rows) =>
        [.. rows.Select(row => row.State == DeliveryState.Submitted ? "submitted" : row.Answer ?? row.State.ToString())];

    private static List<string> Told(DigestHouse house, string address) =>
    [
        .. from mail in house.Mails
           where mail.To.Mailboxes.Any(mailbox => mailbox.Address == address)
           let text = Words(mail)
           let told = new[] { "gare", "pont", "musée" }.Where(word => text.Contains(word, StringComparison.Ordinal))
           select $"{mail.Date.UtcDateTime.ToString("MM-dd'T'HH", CultureInfo.InvariantCulture)} {string.Join(' ', told)}",
    ];

    // Without the dates to come and the links, which name other things.
    private static string Words(MimeMessage mail) => string.Join(' ', mail.TextBody!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUniversalTime();
}
