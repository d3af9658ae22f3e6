using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Articles;
using Pipeline.Articles.Reading;
using Pipeline.Delivery;
using Pipeline.Digest;
using Pipeline.InMemory;
using Pipeline.Receipts;
using Pipeline.Tests.Digest;

namespace Pipeline.Tests.Receipts;

public sealed class RefusalMailTests
{
    private const string Editor = "editor@example.org";
    private static readonly Rejection Reason = new(RejectionCode.UnsupportedType, ".xls");

    private readonly InMemoryDroppedFiles _files = new();
    private readonly InMemoryRefusalMails _told = new();
    private readonly ScriptedMailer _mailer = new();
    private readonly FakeTimeProvider _time = new(Make.Dropped);

    [Theory]
    [InlineData("fr", "Fichier refusé : tableau.xls")]
    [InlineData("en", "File refused: tableau.xls")]
    public async Task Write_ARefusedFile_MailsReasonRemedyAndReceipt(string language, string subject)
    {
        await RefuseAsync("tableau.xls", Mail(new() { EditorAddress = Editor, BaseUrl = "https://news.example/receipts" }, language));

        var mail = Assert.Single(_mailer.Sent);
        var link = "https://news.example/receipts/" + ReceiptName.Of("tableau.xls").Html;
        Assert.Equal((Editor, subject, language), (mail.To, PageCheck.Plain(mail.Subject), mail.Language));
        Assert.All(new[] { PageCheck.Plain(mail.Text), PageCheck.Plain(mail.Html) }, part =>
            Assert.All(
                new[] { Reason.Reason(Strings.For(language)), Reason.Remedy(Strings.For(language)), "tableau.xls", link },
                words => Assert.Contains(PageCheck.Plain(words), part, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Write_WithoutAnAddressOfReceipts_NamesContainerAndFile()
    {
        await RefuseAsync("tableau.xls", Mail(new() { EditorAddress = Editor }));

        Assert.Contains($"fichier {ReceiptName.Of("tableau.xls").Html} dans le conteneur receipts", Assert.Single(_mailer.Sent).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("desk@example.org", "desk@example.org")]
    [InlineData(" desk@example.org ", "desk@example.org")]
    [InlineData("desk@example.org\r\nBcc: all@example.org", Editor)]
    [InlineData("desk@example.org, all@example.org", Editor)]
    [InlineData("Desk <desk@example.org>", Editor)]
    [InlineData("desk", Editor)]
    [InlineData("@example.org", Editor)]
    [InlineData("group:desk@example.org;", Editor)]
    public async Task Write_TheFileNamesAnEditor_HeIsToldIfThatIsAnAddress(string named, string expected)
    {
        await RefuseAsync("tableau.xls", Mail(new() { EditorAddress = Editor }), named);

        Assert.Equal(expected, Assert.Single(_mailer.Sent).To);
    }

    [Fact]
    public async Task Write_AFileOfAnArchive_IsToldToTheArchivesEditor()
    {
        _files.Put("lot.zip", [1], Make.Dropped, Named("desk@example.org"));
        var head = ReceiptSamples.Head("lot.zip!/tableau.xls", ArticleState.Quarantined) with { Archive = "lot.zip", ETag = await ETagOfAsync("lot.zip") };
        await Mail(new()).WriteAsync(head, null, null, Reason, Make.Token);

        Assert.Equal("desk@example.org", Assert.Single(_mailer.Sent).To);
    }

    [Fact]
    public async Task Write_AFileReplacedMeanwhile_ItsNewEditorIsNotTold()
    {
        _files.Put("tableau.xls", [1], Make.Dropped, Named("desk@example.org"));
        await Mail(new()).WriteAsync(ReceiptSamples.Head("tableau.xls", ArticleState.Quarantined) with { ETag = "before" }, null, null, Reason, Make.Token);

        Assert.Empty(_mailer.Sent);
    }

    [Fact]
    public async Task Write_NoEditorKnown_MailsNobody()
    {
        await RefuseAsync("tableau.xls", Mail(new()));
        Assert.Empty(_mailer.Sent);
    }

    [Fact]
    public async Task Write_MailsSwitchedOff_MailsNobody()
    {
        await RefuseAsync("tableau.xls", Mail(new() { EditorAddress = Editor, MailRefusals = false }), "desk@example.org");
        Assert.Empty(_mailer.Sent);
    }

    [Theory]
    [InlineData(ArticleState.Ingested)]
    [InlineData(ArticleState.Duplicate)]
    [InlineData(ArticleState.Archive)]
    public async Task Write_AFileThatIsNotRefused_MailsNobody(ArticleState state)
    {
        await Mail(new() { EditorAddress = Editor }).WriteAsync(ReceiptSamples.Head("a.txt", state), null, null, null, Make.Token);
        Assert.Empty(_mailer.Sent);
    }

    [Fact]
    public async Task Write_DeliveredAgainEvenToAnotherProcess_MailsOnce()
    {
        var options = new ReceiptOptions { EditorAddress = Editor };
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RefuseAsync("tableau.xls", Mail(options))));
        Assert.Single(_mailer.Sent);

        var other = ReceiptSamples.Head("tableau.xls", ArticleState.Quarantined) with { FileHash = "another" };
        await Mail(options).WriteAsync(other, null, null, Reason, Make.Token);
        Assert.Equal(2, _mailer.Sent.Count);
        Assert.NotEqual(_mailer.Sent[0].Id, _mailer.Sent[1].Id);
    }

    [Fact]
    public async Task Write_AMailThatFails_NeverFailsTheFileAndGoesOutLaterOnlyIfItHasNot()
    {
        var mail = Mail(new() { EditorAddress = Editor });
        _mailer.Answers.Enqueue(new SendOutcome.NotSent("no line"));
        _mailer.Answers.Enqueue(new SendOutcome.Uncertain("line broke"));
        await RefuseAsync("a.xls", mail);
        await RefuseAsync("a.xls", mail);
        await RefuseAsync("a.xls", mail);
        Assert.Equal(2, _mailer.Sent.Count);

        _mailer.Answers.Enqueue(new SendOutcome.AddressRefused("unknown user"));
        await RefuseAsync("b.xls", mail);
        await RefuseAsync("b.xls", mail);
        Assert.Equal(3, _mailer.Sent.Count);
    }

    [Fact]
    public async Task Write_AServerThatHangs_IsLeftAfterTheBudgetAndTriedAtTheNextCall()
    {
        var options = new ReceiptOptions { EditorAddress = Editor, MailBudget = TimeSpan.FromSeconds(3) };
        var hanging = new HangingMailer();
        var writing = RefuseAsync("a.xls", Mail(options, mailer: hanging));
        await hanging.Begun.WaitAsync(Make.Token);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.False(writing.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        await writing;

        await RefuseAsync("a.xls", Mail(options));
        Assert.Single(_mailer.Sent);
    }

    [Fact]
    public async Task Write_TheHostStopsWhileItSends_TheMailGoesOutWhenTheFileIsTakenUpAgain()
    {
        var hanging = new HangingMailer();
        using var stop = new CancellationTokenSource();
        _files.Put("a.xls", [1], Make.Dropped);
        var writing = Mail(new() { EditorAddress = Editor }, mailer: hanging)
            .WriteAsync(ReceiptSamples.Head("a.xls", ArticleState.Quarantined), null, null, Reason, stop.Token);
        await hanging.Begun.WaitAsync(Make.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);

        await RefuseAsync("a.xls", Mail(new() { EditorAddress = Editor }));
        Assert.Single(_mailer.Sent);
    }

    [Fact]
    public async Task Write_AFolderOfBadFiles_MailsAsManyAsAllowedWithinAnHour()
    {
        var mail = Mail(new() { EditorAddress = Editor, MaxMailsPerHour = 2 });
        foreach (var name in new[] { "a.xls", "b.xls", "c.xls" })
        {
            await RefuseAsync(name, mail);
        }

        Assert.Equal(2, _mailer.Sent.Count);
        _time.Advance(TimeSpan.FromHours(1));
        await RefuseAsync("c.xls", mail);
        Assert.Equal(3, _mailer.Sent.Count);
    }

    [Theory]
    [InlineData("a\r\nBcc: all@example.org\r\n\r\n<script>.xls")]
    [InlineData("photo\u202Egpj.xls")]
    [InlineData("{{ 7*7 }}<b>.xls")]
    public async Task Write_AHostileName_StaysInOneLineAndIsNoMarkup(string name)
    {
        await RefuseAsync(name, Mail(new() { EditorAddress = Editor }));

        var mail = Assert.Single(_mailer.Sent);
        Assert.DoesNotContain(mail.Subject, c => char.IsControl(c) || c == '\u202E');
        Assert.Contains(VisibleText.Line(name), PageCheck.Parse(mail.Html.Replace(" style=", " title=", StringComparison.Ordinal)).Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_ALongName_IsCutInTheSubject()
    {
        await RefuseAsync(new string('x', 900) + ".xls", Mail(new() { EditorAddress = Editor }));
        Assert.InRange(Assert.Single(_mailer.Sent).Subject.Length, 100, 130);
    }

    private async Task RefuseAsync(string name, RefusalMail mail, string? editor = null)
    {
        _files.Put(name, [1], Make.Dropped, editor is null ? null : Named(editor));
        var head = ReceiptSamples.Head(name, ArticleState.Quarantined) with { ETag = await ETagOfAsync(name) };
        await mail.WriteAsync(head, null, null, Reason, Make.Token);
    }

    private static Dictionary<string, string> Named(string editor) => new() { [RefusalMail.EditorKey] = editor };

    private async Task<string> ETagOfAsync(string name) => (await _files.FindAsync(name, Make.Token))!.ETag;

    private RefusalMail Mail(ReceiptOptions options, string language = "fr", IMailer? mailer = null) => new(
        _files, _told, mailer ?? _mailer, Options.Create(options), Options.Create(new DigestOptions { From = "news@example.org" }),
        Options.Create(new NewsroomOptions { Language = language }), _time, NullLogger<RefusalMail>.Instance);

    private sealed class HangingMailer : IMailer
    {
        public SemaphoreSlim Begun { get; } = new(0);

        public async Task<SendOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
        {
            Begun.Release();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return new SendOutcome.Submitted("never");
        }
    }
}
