using Microsoft.Extensions.Options;
using Pipeline.Delivery;
using Pipeline.Digest;
using Pipeline.Digest.Desk;
using Pipeline.Subscribers;

namespace Pipeline.Tests.Digest;

/// <summary>Issues that wait for an editor.</summary>
public sealed class IssueDeskTests : IDisposable
{
    private const string Vote = "Le conseil municipal de Valmont a voté le 3 mars 2026 la reconstruction du pont Saint-Blaise.";
    private const string Fire = "Un incendie a détruit le 4 mars 2026 les entrepôts de la coopérative agricole, sans faire de victime.";

    private DigestRoom _room = new(("Digest:Approval", "Always"));

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task Approval_Always_HoldsUntilAnEditorApproves()
    {
        var id = await HeldAsync();
        Assert.Equal((IssueState.Held, IssueGate.Approval), (await IssueAsync(id)) is var held ? (held.State, held.Reason) : default);
        Assert.Equal(DeliveryState.Planned, Assert.Single(await _room.DeliverAsync()).State);
        _room.Time.Advance(TimeSpan.FromMinutes(30));
        await _room.TickAsync();
        await _room.DeliverAsync();
        Assert.Empty(_room.Mailer.Sent);

        var done = Assert.IsType<IssueDecision.Done>(await Desk().ApproveAsync(id, anyway: false, Make.Token));

        Assert.Equal((IssueState.Open, null, 1), (done.Issue.State, done.Issue.Reason, done.Queued));
        Assert.Equal(DeliveryState.Submitted, Assert.Single(await _room.DeliverAsync()).State);
        Assert.Single(_room.Mailer.Sent);
        Assert.IsType<IssueDecision.Unfit>(await Desk().ApproveAsync(id, anyway: false, Make.Token));
    }

    [Fact]
    public async Task Approve_MoreReadersThanATicketTakes_QueuesStretchesOfOneShardEach()
    {
        await MergeAsync("a", Vote, "3 mars 2026", 3);
        for (var i = 0; i < 150; i++)
        {
            await _room.AddReaderAsync($"lectrice{i}@example.org");
        }

        var id = (await _room.TickAsync(isEdition: true)).Issue!.Id;
        var done = Assert.IsType<IssueDecision.Done>(await Desk().ApproveAsync(id, anyway: false, Make.Token));

        Assert.Equal(150, done.Queued);
        Assert.All(await _room.DeliverAsync(), row => Assert.Equal(DeliveryState.Submitted, row.State));
        Assert.Equal(150, _room.Mailer.Sent.Select(mail => mail.To).Distinct().Count());
    }

    [Fact]
    public async Task Held_LongerThanItsLife_IsNeverSentAndEndsAsExpired()
    {
        var id = await HeldAsync();
        _room.Time.Advance(TimeSpan.FromHours(37));

        Assert.IsType<IssueDecision.Expired>(await Desk().ApproveAsync(id, anyway: true, Make.Token));
        await _room.TickAsync();
        await _room.DeliverAsync();

        var row = Assert.Single(await RowsAsync(id));
        Assert.Equal((DeliveryState.Failed, DeliveryAnswers.Expired), (row.State, row.Answer));
        Assert.True((await IssueAsync(id)).IsSettled);
        Assert.Empty(_room.Mailer.Sent);
    }

    [Fact]
    public async Task Held_WhatItTold_IsToldByTheNextIssueThatIsApproved()
    {
        var first = await HeldAsync();
        _room.Time.Advance(TimeSpan.FromDays(1));
        await MergeAsync("b", Fire, "4 mars 2026", 4);
        var second = (await _room.TickAsync(isEdition: true)).Issue!.Id;
        await Desk().ApproveAsync(second, anyway: false, Make.Token);
        await Desk().ApproveAsync(first, anyway: false, Make.Token);
        await _room.DeliverAsync();

        Assert.Equal((DeliveryState.Skipped, DeliveryAnswers.Superseded), Assert.Single(await RowsAsync(first)) is var row ? (row.State, row.Answer) : default);
        var text = Assert.Single(_room.Mailer.Sent).Text;
        Assert.Contains("Saint-Blaise", text, StringComparison.Ordinal);
        Assert.Contains("entrepôts", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PauseAndResume_AnOpenIssue_SendsEachMailOnce()
    {
        _room.Dispose();
        _room = new();
        var id = await HeldAsync();
        Assert.IsType<IssueDecision.Done>(await Desk().PauseAsync(id, Make.Token));
        Assert.Equal(DeliveryState.Planned, Assert.Single(await _room.DeliverAsync()).State);
        Assert.IsType<IssueDecision.Unfit>(await Desk().PauseAsync(id, Make.Token));
        Assert.IsType<IssueDecision.Unfit>(await Desk().ApproveAsync(id, anyway: false, Make.Token));

        Assert.Equal(1, Assert.IsType<IssueDecision.Done>(await Desk().ResumeAsync(id, Make.Token)).Queued);
        await _room.DeliverAsync();

        Assert.Single(_room.Mailer.Sent);
        _room.Time.Advance(TimeSpan.FromMinutes(15));
        await _room.TickAsync();
        Assert.IsType<IssueDecision.Unfit>(await Desk().HoldAsync(id, Make.Token));
    }

    [Fact]
    public async Task Hold_AnOpenIssue_WaitsForApproval()
    {
        _room.Dispose();
        _room = new();
        var id = await HeldAsync();
        Assert.Equal(DecideOnIssue.Editor, Assert.IsType<IssueDecision.Done>(await Desk().HoldAsync(id, Make.Token)).Issue.Reason);
        await _room.DeliverAsync();
        Assert.Empty(_room.Mailer.Sent);
        Assert.IsType<IssueDecision.Done>(await Desk().ApproveAsync(id, anyway: false, Make.Token));
        await _room.DeliverAsync();
        Assert.Single(_room.Mailer.Sent);
    }

    [Fact]
    public async Task Decide_AnIssueThatIsNone_SaysSo() =>
        Assert.IsType<IssueDecision.Unknown>(await Desk().ApproveAsync(new DigestId("main", _room.Time.GetUtcNow()), anyway: false, Make.Token));

    [Theory]
    [InlineData(ApprovalRule.Never, PreflightSeverity.Warn, IssueState.Open, null)]
    [InlineData(ApprovalRule.Never, PreflightSeverity.Refuse, IssueState.Held, "bad-link")]
    [InlineData(ApprovalRule.WhenFlagged, PreflightSeverity.Warn, IssueState.Held, "bad-link")]
    [InlineData(ApprovalRule.WhenFlagged, null, IssueState.Open, null)]
    [InlineData(ApprovalRule.Always, null, IssueState.Held, IssueGate.Approval)]
    [InlineData(ApprovalRule.Always, PreflightSeverity.Warn, IssueState.Held, "bad-link")]
    public async Task Gate_RuleAndFinding_HoldOrOpen(ApprovalRule rule, PreflightSeverity? found, IssueState state, string? reason)
    {
        await MergeAsync("a", Vote, "3 mars 2026", 3);
        var clean = (await _room.Get<DraftDigest>().RunAsync("fr", Make.Token))!.Variant with { Findings = [] };
        var variant = found is { } severity ? clean with { Findings = [new(severity, "bad-link", "ftp://a")] } : clean;
        var options = Options.Create(new DigestOptions { Approval = rule });

        var verdict = new IssueGate(options, new Preflight(options)).StateOf([variant, variant]);

        Assert.Equal((state, reason), (verdict.State, verdict.Reason));
        Assert.Equal(found is null ? 0 : 1, verdict.Findings.Count);
        Assert.Equal(IssueState.Open, new IssueGate(options, new Preflight(options)).StateOf([]).State);
    }

    [Fact]
    public async Task Approve_WhatMustNotGoOut_TakesAWordMore()
    {
        var id = await HeldAsync();
        var held = await _room.Get<IDigestStore>().FindAsync(id, Make.Token);
        await _room.Get<IDigestStore>().TrySaveAsync(
            held!.Value with { Findings = [new(PreflightSeverity.Refuse, PreflightCodes.BadLink, "ftp://a")] }, held.Version, Make.Token);

        Assert.IsType<IssueDecision.Refused>(await Desk().ApproveAsync(id, anyway: false, Make.Token));
        Assert.Equal(IssueState.Held, (await IssueAsync(id)).State);
        Assert.IsType<IssueDecision.Done>(await Desk().ApproveAsync(id, anyway: true, Make.Token));
    }

    [Fact]
    public async Task Inspect_AnIssue_TellsItsMailsAndVariants()
    {
        await MergeAsync("a", Vote, "3 mars 2026", 3);
        await _room.AddReaderAsync("lectrice@example.org");
        await _room.AddReaderAsync("lecteur@example.org");
        await _room.AddReaderAsync("reader@example.org", preferences => preferences with { Language = "en" });
        await _room.AddReaderAsync("fire@example.org", preferences => preferences with { Topics = new() { Followed = ["Pompéi"] } });
        var id = (await _room.TickAsync(isEdition: true)).Issue!.Id;

        var inspected = (await _room.Get<InspectIssue>().RunAsync(id, Make.Token))!;

        Assert.Equal(
            [new DeliveryCount(DeliveryState.Planned, "", 3), new DeliveryCount(DeliveryState.Skipped, DeliveryAnswers.NothingNew, 1)],
            inspected.Deliveries.OrderBy(count => count.State == DeliveryState.Skipped));
        Assert.Equal([("en", 1), ("fr", 2)], inspected.Variants.Select(shown => (shown.Variant.Language, shown.Readers)).Order());
        Assert.Null(await _room.Get<InspectIssue>().RunAsync(id with { List = "other" }, Make.Token));
    }

    [Fact]
    public async Task Test_ToOneAddress_MarksNothing()
    {
        var reader = await _room.AddReaderAsync("reader@example.org", preferences => preferences with { Language = "en" });
        await MergeAsync("a", Vote, "3 mars 2026", 3);

        Assert.IsType<TestDigestOutcome.Tried>(await TestAsync("reader@example.org"));
        Assert.IsType<TestDigestOutcome.Tried>(await TestAsync("somebody@example.org"));

        Assert.Equal([("reader@example.org", "en"), ("somebody@example.org", "fr")], _room.Mailer.Sent.Select(mail => (mail.To, mail.Language)));
        Assert.All(_room.Mailer.Sent, mail => Assert.StartsWith("[TEST] ", mail.Subject, StringComparison.Ordinal));
        Assert.Null(await _room.Get<IDigestStore>().FindLatestAsync("main", Make.Token));
        Assert.Null(await _room.Get<IPositionStore>().FindAsync(reader.Id, Make.Token));
        Assert.Equal(1, (await _room.TickAsync(isEdition: true)).Planned);
    }

    [Fact]
    public async Task Test_OfAFrozenIssue_IsWhatTheReaderGets()
    {
        var id = await HeldAsync();
        await TestAsync("lectrice@example.org", id);
        await Desk().ApproveAsync(id, anyway: false, Make.Token);
        await _room.DeliverAsync();

        Assert.Equal(_room.Mailer.Sent[1].Html, _room.Mailer.Sent[0].Html);
        Assert.NotEqual(_room.Mailer.Sent[1].Id, _room.Mailer.Sent[0].Id);
        Assert.IsType<TestDigestOutcome.Unknown>(await TestAsync("lectrice@example.org", id with { List = "other" }));
        Assert.IsType<TestDigestOutcome.NothingNew>(await TestAsync("lectrice@example.org"));
    }

    [Fact]
    public async Task Test_ToASuppressedAddress_IsNotSent()
    {
        await MergeAsync("a", Vote, "3 mars 2026", 3);
        var id = _room.Get<KeyRing>().IdOf("gone@example.org");
        await _room.Get<ISuppressionStore>().AddAsync(new(id, SuppressionReason.Complained, _room.Time.GetUtcNow(), null), Make.Token);

        Assert.IsType<TestDigestOutcome.Suppressed>(await TestAsync("Gone@example.org"));
        Assert.Empty(_room.Mailer.Sent);
    }

    [Fact]
    public async Task Preview_AsAReader_IsTheirLanguageAndTopicsAndMarksNothing()
    {
        await MergeAsync("a", Vote, "3 mars 2026", 3);
        await MergeAsync("b", Fire, "4 mars 2026", 4);
        var all = await _room.AddReaderAsync("reader@example.org", preferences => preferences with { Language = "en" });
        var muted = await _room.AddReaderAsync("muted@example.org", preferences => preferences with { Topics = new() { Muted = ["Valmont"] } });

        var preview = _room.Get<PreviewDigest>();
        Assert.Contains("lang=\"en\"", (await preview.RunAsync(all, Make.Token))!.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Saint-Blaise", (await preview.RunAsync(muted, Make.Token))!.Html, StringComparison.Ordinal);
        Assert.Contains("Saint-Blaise", (await preview.RunAsync(Make.Token))!.Html, StringComparison.Ordinal);
        Assert.Equal(2, (await _room.TickAsync(isEdition: true)).Planned);
    }

    private async Task<DigestId> HeldAsync()
    {
        await MergeAsync("a", Vote, "3 mars 2026", 3);
        await _room.AddReaderAsync("lectrice@example.org");
        return (await _room.TickAsync(isEdition: true)).Issue!.Id;
    }

    private Task MergeAsync(string name, string text, string date, int day) => _room.MergeAsync(name, text, date, Make.Day(2026, 3, day));

    private DecideOnIssue Desk() => _room.Get<DecideOnIssue>();

    private Task<TestDigestOutcome> TestAsync(string address, DigestId? issue = null) => _room.Get<TestDigest>().RunAsync(address, issue, Make.Token);

    private async Task<DigestIssue> IssueAsync(DigestId id) => (await _room.Get<IDigestStore>().FindAsync(id, Make.Token))!.Value;

    private async Task<List<DeliveryEntry>> RowsAsync(DigestId id) =>
        await _room.Get<IDeliveryLedger>().ListAsync(id, Make.Token).Select(row => row.Value).ToListAsync(Make.Token);
}
