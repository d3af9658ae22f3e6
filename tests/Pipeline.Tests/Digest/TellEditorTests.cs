using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Pipeline.Delivery;
using Pipeline.Digest;
using Pipeline.Digest.Desk;
using Pipeline.Receipts;
using Pipeline.Tests.Receipts;

namespace Pipeline.Tests.Digest;

/// <summary>Mails to the editor on issues that wait.</summary>
public sealed class TellEditorTests : IDisposable
{
    private const string Editor = "editor@example.org";
    private const string Reader = "lectrice@example.org";
    private const string Vote = "Le conseil municipal de Valmont a voté le 3 mars 2026 la reconstruction du pont Saint-Blaise.";

    private DigestRoom _room = new(("Digest:Approval", "Always"), ("Receipts:EditorAddress", Editor));

    public void Dispose() => _room.Dispose();

    [Theory]
    [InlineData("fr", "Envoi retenu", "Chaque envoi attend l’accord d’un éditeur.", "1 message attend.")]
    [InlineData("en", "Issue held", "Every issue waits for an editor’s approval.", "1 mail waits.")]
    public async Task Run_AnIssueHeldForApproval_TellsWhyWhatAndHowToGoOn(string language, string subject, string why, string waiting)
    {
        Use(("Digest:Approval", "Always"), ("Receipts:EditorAddress", Editor), ("Newsroom:Language", language));
        var id = await IssueAsync();

        var mail = Assert.Single(_room.Mailer.Sent);
        var variant = (await _room.Get<InspectIssue>().RunAsync(id, Make.Token))!.Variants.First(shown => shown.Variant.Language == language).Variant;
        Assert.Equal((Editor, language), (mail.To, mail.Language));
        Assert.StartsWith(subject, PageCheck.Plain(mail.Subject), StringComparison.Ordinal);
        Assert.Contains(id.ToString(), mail.Subject, StringComparison.Ordinal);
        Assert.All(new[] { PageCheck.Plain(mail.Text), PageCheck.Plain(mail.Html) }, part => Assert.All(
            new[] { why, waiting, variant.Subject, $"digest show {id}", $"digest approve {id}", "2026-03-06 18:00" },
            words => Assert.Contains(PageCheck.Plain(words), part, StringComparison.Ordinal)));
        Assert.DoesNotContain("--anyway", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("@", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_AnIssueThatMustNotGoOut_NamesTheFindingsInWords()
    {
        var id = await IssueAsync();
        await ChangeAsync(id, issue => issue with { Told = [], Reason = PreflightCodes.BadLink, Findings = [new(PreflightSeverity.Refuse, PreflightCodes.BadLink, "ftp://a/<b>")] });
        await TellAsync();

        var mail = _room.Mailer.Sent[^1];
        Assert.Contains("Un lien ne mène nulle part : ftp://a/<b>.", PageCheck.Plain(mail.Text), StringComparison.Ordinal);
        Assert.Contains("ftp://a/&lt;b&gt;", mail.Html, StringComparison.Ordinal);
        Assert.Contains($"digest approve {id} --anyway", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_AnIssueThatTheServerPaused_GivesItsWordsAndTellsOfResuming()
    {
        Use(("Receipts:EditorAddress", Editor));
        var id = await IssueAsync();
        _room.Mailer.Answers.Enqueue(new SendOutcome.SenderRefused("550 5.7.1 not you\r\nBcc: all@example.org"));
        await _room.DeliverAsync();
        await TellAsync();

        var mail = Assert.Single(_room.Mailer.Sent, mail => mail.To == Editor);
        Assert.StartsWith("Envoi suspendu", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("refuse l’expéditeur : 550 5.7.1 not you Bcc: all@example.org", PageCheck.Plain(mail.Text), StringComparison.Ordinal);
        Assert.Contains($"digest resume {id}", mail.Text, StringComparison.Ordinal);
        Assert.Contains("1 message attend.", PageCheck.Plain(mail.Text), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_AgainAndOnManyInstances_TellsOnceOfEachState()
    {
        var id = await IssueAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Other().RunAsync(Make.Token)));
        await _room.TickAsync();
        Assert.Single(_room.Mailer.Sent);

        await _room.Get<DecideOnIssue>().ApproveAsync(id, anyway: false, Make.Token);
        await _room.Get<PauseIssue>().RunAsync(id, "550 5.7.1 not you", Make.Token);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Other().RunAsync(Make.Token)));
        Assert.Equal(2, _room.Mailer.Sent.Count);
        Assert.NotEqual(_room.Mailer.Sent[0].Id, _room.Mailer.Sent[1].Id);

        await _room.Get<DecideOnIssue>().ResumeAsync(id, Make.Token);
        await _room.Get<PauseIssue>().RunAsync(id, "550 5.7.1 not you", Make.Token);
        await TellAsync();
        Assert.Equal(2, _room.Mailer.Sent.Count);
    }

    [Fact]
    public async Task Run_AMailThatCannotBeSent_ChangesNothingElseAndIsTriedOnlyIfItHasNotGone()
    {
        _room.Mailer.Answers.Enqueue(new SendOutcome.NotSent("no line"));
        _room.Mailer.Answers.Enqueue(new SendOutcome.SenderRefused("550 5.7.1 not you"));
        _room.Mailer.Answers.Enqueue(new SendOutcome.Uncertain("line broke"));
        var id = await IssueAsync();
        var issue = (await _room.Get<IDigestStore>().FindAsync(id, Make.Token))!.Value;
        await TellAsync();
        Assert.Single(_room.Mailer.Sent);
        _room.Time.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal((IssueState.Held, IssueGate.Approval, 0), (issue.State, issue.Reason, issue.Told.Count));

        for (var i = 0; i < 4; i++)
        {
            await TellAsync();
            _room.Time.Advance(TimeSpan.FromMinutes(15));
        }

        Assert.Equal(3, _room.Mailer.Sent.Count);
        Assert.Single(_room.Mailer.Sent.Select(mail => mail.Id).Distinct());
        Assert.Equal(1, Assert.IsType<IssueDecision.Done>(await _room.Get<DecideOnIssue>().ApproveAsync(id, anyway: false, Make.Token)).Queued);
    }

    [Fact]
    public async Task Run_TheProcessDiesWhileItSends_TellsNeverTwice()
    {
        _room.Mailer.Dies = true;
        await Assert.ThrowsAsync<IOException>(IssueAsync);
        _room.Mailer.Dies = false;
        _room.Time.Advance(TimeSpan.FromMinutes(15));
        await _room.TickAsync();
        Assert.Empty(_room.Mailer.Sent);
    }

    [Fact]
    public async Task Run_TheProcessDiedBeforeItTold_TheNextTickTells()
    {
        var id = await IssueAsync();
        _room.Mailer.Sent.Clear();
        await ChangeAsync(id, issue => issue with { Told = [] });
        _room.Time.Advance(TimeSpan.FromMinutes(15));
        await _room.TickAsync();
        Assert.Single(_room.Mailer.Sent);
    }

    [Fact]
    public async Task Run_StoppedByAnEditorOpenExpiredOrNobodyToTell_MailsNobody()
    {
        Use(("Receipts:EditorAddress", Editor));
        var id = await IssueAsync();
        await _room.Get<DecideOnIssue>().HoldAsync(id, Make.Token);
        await TellAsync();
        await ChangeAsync(id, issue => issue with { Reason = IssueGate.Approval });
        _room.Time.Advance(TimeSpan.FromHours(37));
        await TellAsync();
        Assert.Empty(_room.Mailer.Sent);

        Use(("Digest:Approval", "Always"));
        await IssueAsync();
        Assert.Empty(_room.Mailer.Sent);
    }

    private void Use(params (string Key, string Value)[] settings)
    {
        _room.Dispose();
        _room = new(settings);
    }

    private async Task<DigestId> IssueAsync()
    {
        await _room.MergeAsync("a", Vote, "3 mars 2026", Make.Day(2026, 3, 3));
        await _room.AddReaderAsync(Reader);
        return (await _room.TickAsync(isEdition: true)).Issue!.Id;
    }

    private async Task ChangeAsync(DigestId id, Func<DigestIssue, DigestIssue> change)
    {
        var there = (await _room.Get<IDigestStore>().FindAsync(id, Make.Token))!;
        Assert.True(await _room.Get<IDigestStore>().TrySaveAsync(change(there.Value), there.Version, Make.Token));
    }

    private Task TellAsync() => _room.Get<TellEditor>().RunAsync(Make.Token);

    // As in another process, on the same storage.
    private TellEditor Other() => new(
        _room.Get<IDigestStore>(), _room.Get<InspectIssue>(), _room.Mailer, _room.Get<IOptions<ReceiptOptions>>(), _room.Get<IOptions<DigestOptions>>(),
        _room.Get<IOptions<NewsroomOptions>>(), _room.Time, NullLogger<TellEditor>.Instance);
}
