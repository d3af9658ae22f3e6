using System.Text;
using Pipeline.Bounces;
using Pipeline.Digest;
using Pipeline.Subscribers;

namespace Pipeline.Tests.Bounces;

public sealed class TakeInBounceTests
{
    private readonly BounceDesk _desk = new();

    [Fact]
    public async Task Run_HardBounceWithOurHead_SuppressesAtOnceAndTheMailIsGone()
    {
        var id = await _desk.SubscribeAsync("reader@example.org");
        var receipt = await _desk.DropAsync("a.eml", ReturnedMail.Notification("5.1.1", original: _desk.HeadFor(id)));

        Assert.Equal((true, nameof(BounceEffect.Suppressed)), (receipt.IsTakenIn, receipt.Outcome));
        Assert.Equal(SubscriberState.Suppressed, await _desk.StateOfAsync(id));
        var entry = await _desk.Suppressions.FindAsync(id, Make.Token);
        Assert.Equal((SuppressionReason.Bounced, "5.1.1"), (entry!.Reason, entry.Detail));
        Assert.Empty(_desk.Mails.Names);
    }

    [Fact]
    public async Task Run_HardBounceThatAnybodyCouldHaveWritten_OnlyCounts()
    {
        var id = await _desk.SubscribeAsync("reader@example.org");
        var receipt = await _desk.DropAsync("a.eml", ReturnedMail.Notification("5.1.1"));
        Assert.Equal(nameof(BounceEffect.Counted), receipt.Outcome);
        Assert.Equal(SubscriberState.Active, await _desk.StateOfAsync(id));
    }

    [Fact]
    public async Task Run_HardBounceWithTheIdOfOurMail_SuppressesThatReaderOnly()
    {
        var id = await _desk.SubscribeAsync("reader@example.org");
        var other = await _desk.SubscribeAsync("other@example.org");
        var issue = new DigestId("main", BounceDesk.Start);
        await _desk.Digests.TrySaveAsync(new DigestIssue { Id = issue, ExpiresAt = BounceDesk.Start.AddDays(1) }, null, Make.Token);
        var head = $"Subject: Digest\nMessage-ID: <{Identifier.Of(issue.ToString(), id.Value)}@journal.example>";

        Assert.Equal(nameof(BounceEffect.Counted), (await _desk.DropAsync("other.eml", ReturnedMail.Notification("5.1.1", address: "other@example.org", original: head))).Outcome);
        Assert.Equal(nameof(BounceEffect.Suppressed), (await _desk.DropAsync("a.eml", ReturnedMail.Notification("5.1.1", original: head))).Outcome);
        Assert.Equal(SubscriberState.Active, await _desk.StateOfAsync(other));
        Assert.Equal(SubscriberState.Suppressed, await _desk.StateOfAsync(id));
    }

    [Fact]
    public async Task Run_PassingFailures_SuppressAtTheLimitWithinThePeriodOnly()
    {
        var id = await _desk.SubscribeAsync("reader@example.org");
        await _desk.DropAsync("1.eml", ReturnedMail.Notification("4.2.2", "smtp; 452 4.2.2 first"));
        _desk.Time.Advance(TimeSpan.FromDays(9));
        await _desk.DropAsync("2.eml", ReturnedMail.Notification("4.2.2", "smtp; 452 4.2.2 second"));
        _desk.Time.Advance(TimeSpan.FromDays(2));
        await _desk.DropAsync("3.eml", ReturnedMail.Notification("4.2.2", "smtp; 452 4.2.2 third"));
        Assert.Equal(SubscriberState.Active, await _desk.StateOfAsync(id));

        var last = await _desk.DropAsync("4.eml", ReturnedMail.Notification("4.2.2", "smtp; 452 4.2.2 fourth"));
        Assert.Equal(nameof(BounceEffect.Suppressed), last.Outcome);
        Assert.Equal(SubscriberState.Suppressed, await _desk.StateOfAsync(id));
    }

    [Fact]
    public async Task Run_SameReportUnderManyNames_CountsOnce()
    {
        var id = await _desk.SubscribeAsync("reader@example.org");
        for (var i = 0; i < 10; i++)
        {
            await _desk.DropAsync($"{i}.eml", ReturnedMail.Notification("4.2.2"));
        }

        Assert.Equal(SubscriberState.Active, await _desk.StateOfAsync(id));
        Assert.Single((await _desk.Store.FindAsync(id, Make.Token))!.Value);
    }

    [Fact]
    public async Task Run_Complaint_SuppressesAsComplaint()
    {
        var id = await _desk.SubscribeAsync("reader@example.org");
        await _desk.DropAsync("a.eml", ReturnedMail.Complaint(original: _desk.HeadFor(id)));
        Assert.Equal(SuppressionReason.Complained, (await _desk.Suppressions.FindAsync(id, Make.Token))!.Reason);
        Assert.Equal(SubscriberState.Suppressed, await _desk.StateOfAsync(id));
    }

    [Theory]
    [InlineData("5.7.1", "failed")]
    [InlineData("4.4.1", "delayed")]
    public async Task Run_PolicyOrDelay_CountsAgainstNobody(string status, string action)
    {
        var id = await _desk.SubscribeAsync("reader@example.org");
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(nameof(BounceEffect.Noted), (await _desk.DropAsync($"{i}.eml", ReturnedMail.Notification(status, $"smtp; {i}", action))).Outcome);
        }

        Assert.Equal(SubscriberState.Active, await _desk.StateOfAsync(id));
        Assert.Null(await _desk.Store.FindAsync(id, Make.Token));
        Assert.Empty(_desk.Mails.Names);
    }

    [Fact]
    public async Task Run_NotUnderstood_IsLeftWithItsReason()
    {
        await _desk.DropAsync("away.eml", ReturnedMail.Bytes("From: a@example.org\nSubject: Away\n\nBack soon.\n"));
        await _desk.DropAsync("stranger.eml", ReturnedMail.Notification("5.1.1", address: "stranger@example.org"));
        await _desk.DropAsync("large.eml", new byte[(5 * 1024 * 1024) + 1]);

        Assert.Equal(["away.eml", "large.eml", "stranger.eml"], _desk.Mails.Names);
        var reasons = await _desk.Store.ListReceiptsAsync(Make.Token).ToDictionaryAsync(receipt => receipt.File, receipt => receipt.Outcome, StringComparer.Ordinal, Make.Token);
        Assert.Equal(BounceReasons.NoReport, reasons["away.eml"]);
        Assert.Equal(BounceReasons.ReaderUnknown, reasons["stranger.eml"]);
        Assert.Equal(BounceReasons.TooLarge, reasons["large.eml"]);
    }

    [Fact]
    public async Task Run_MailIsGone_DoesNothing() => Assert.Null(await _desk.TakeIn.RunAsync("none.eml", Make.Token));

    [Fact]
    public async Task Run_ErasedReaderWithOurHead_IsSuppressedAllTheSame()
    {
        var id = _desk.Keys.IdOf("gone@example.org");
        await _desk.DropAsync("a.eml", ReturnedMail.Complaint(recipient: null, original: _desk.HeadFor(id)));
        Assert.NotNull(await _desk.Suppressions.FindAsync(id, Make.Token));
    }

    [Theory]
    [InlineData("Bounced", true)]
    [InlineData("Suppressed", true)]
    [InlineData("Delivered", false)]
    [InlineData("FilteredSpam", false)]
    [InlineData("Quarantined", false)]
    [InlineData("Failed", false)]
    [InlineData("Something new", false)]
    public async Task Events_Status_SuppressesAsItsClassSays(string status, bool suppresses)
    {
        var id = await _desk.SubscribeAsync("reader@example.org");
        var answer = await PostAsync(Event("e1", status));
        Assert.Equal(new MailEventsAnswer.Taken(1), answer);
        Assert.Equal(suppresses ? SubscriberState.Suppressed : SubscriberState.Active, await _desk.StateOfAsync(id));
    }

    [Fact]
    public async Task Events_FailedThenDelivered_CountsAnew()
    {
        var id = await _desk.SubscribeAsync("reader@example.org");
        await PostAsync($"{Event("e1", "Failed")},{Event("e1", "Failed")},{Event("e2", "Failed")}");
        Assert.Equal(2, (await _desk.Store.FindAsync(id, Make.Token))!.Value.Count);
        await PostAsync(Event("e3", "Delivered"));
        Assert.Null(await _desk.Store.FindAsync(id, Make.Token));
        await PostAsync($"{Event("e4", "Failed")},{Event("e5", "Failed")},{Event("e6", "Failed")}");
        Assert.Equal(SubscriberState.Suppressed, await _desk.StateOfAsync(id));
    }

    [Fact]
    public async Task Events_Handshake_GivesTheCodeBack() => Assert.Equal(
        new MailEventsAnswer.Handshake("512d38b6"),
        await PostAsync("""{"id":"1","eventType":"Microsoft.EventGrid.SubscriptionValidationEvent","data":{"validationCode":"512d38b6","validationUrl":"https://x.example"}}"""));

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("no json")]
    [InlineData("[")]
    [InlineData("\"[]\"")]
    public async Task Events_NoList_IsMalformed(string body) => Assert.IsType<MailEventsAnswer.Malformed>(await PostRawAsync(body));

    [Theory]
    [InlineData("1")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"id":1,"eventType":[],"data":"x"}""")]
    [InlineData("""{"id":"1","eventType":"Microsoft.Communication.EmailDeliveryReportReceived","data":null}""")]
    [InlineData("""{"id":"1","eventType":"Microsoft.Communication.EmailDeliveryReportReceived","data":{"recipient":"stranger@example.org","status":"Bounced"}}""")]
    [InlineData("""{"id":"1","eventType":"Microsoft.Storage.BlobCreated","data":{}}""")]
    public async Task Events_OddOrOfOthers_ApplyToNobody(string entry) => Assert.Equal(new MailEventsAnswer.Taken(0), await PostAsync(entry));

    private static string Event(string id, string status) =>
        $$"""{"id":"{{id}}","topic":"/subscriptions/x","subject":"sender/a/message/b","eventType":"Microsoft.Communication.EmailDeliveryReportReceived","data":{"sender":"digest@journal.example","recipient":"Reader@Example.org","messageId":"m","status":"{{status}}","deliveryStatusDetails":{"statusMessage":"550 5.1.1 unknown"},"deliveryAttemptTimeStamp":"2026-03-04T07:00:00Z"},"dataVersion":"1.0","metadataVersion":"1","eventTime":"2026-03-04T07:00:01Z"}""";

    private Task<MailEventsAnswer> PostAsync(string entries) => PostRawAsync($"[{entries}]");

    private async Task<MailEventsAnswer> PostRawAsync(string body)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(body));
        return await _desk.Events.RunAsync(stream, Make.Token);
    }
}
