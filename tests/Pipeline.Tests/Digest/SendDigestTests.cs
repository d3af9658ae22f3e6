using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Delivery;
using Pipeline.Digest;
using Pipeline.Extraction;
using Pipeline.InMemory;

namespace Pipeline.Tests.Digest;

public sealed class SendDigestTests
{
    private const string Vote = "Le conseil municipal de Valmont a voté le 3 mars 2026 la reconstruction du pont Saint-Blaise.";
    private const string VoteToo = "La reconstruction du pont Saint-Blaise a été votée le 3 mars 2026 par le conseil municipal de Valmont, malgré l’opposition.";
    private const string Fire = "Un incendie a détruit le 4 mars 2026 les entrepôts de la coopérative agricole, sans faire de victime.";

    private readonly InMemoryEventStore _events = new();
    private readonly InMemoryStoryStore _stories = new();
    private readonly InMemoryDigestStore _digests = new();
    private readonly InMemoryDeliveryLedger _ledger = new();
    private readonly InMemoryDeliveryQueue _queue = new();
    private readonly ScriptedMailer _mailer = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 5, 6, 0, 0, TimeSpan.Zero));
    private DigestOptions _options = new() { Recipient = "Redaction@example.org" };

    [Fact]
    public async Task SendDigest_NothingStored_SendsNothingAndSaysSo()
    {
        Assert.IsType<SendDigestOutcome.NothingNew>(await SendAsync());
        Assert.Empty(await DeliverAllAsync());
    }

    [Fact]
    public async Task SendDigest_WithoutRecipient_KeepsWhatIsNewForLater()
    {
        await MergeAsync("a", Vote, "3 mars 2026", Make.Day(2026, 3, 3));
        _options = new DigestOptions();
        Assert.IsType<SendDigestOutcome.NoRecipient>(await SendAsync());

        _options = new DigestOptions { Recipient = "redaction@example.org" };
        Assert.IsType<SendDigestOutcome.Sent>(await SendAsync());
    }

    [Fact]
    public async Task SendDigest_ANewEvent_IsMailedOnceAndNeverToldAgain()
    {
        await MergeAsync("a", Vote, "3 mars 2026", Make.Day(2026, 3, 3));
        var sent = Assert.IsType<SendDigestOutcome.Sent>(await SendAsync());
        var delivered = Assert.Single(await DeliverAllAsync());

        Assert.Equal((DeliveryState.Submitted, "ok"), (delivered!.State, delivered.Answer));
        Assert.Equal(sent.Issue.Subject, Assert.Single(_mailer.Sent).Subject);
        Assert.Equal("Redaction@example.org", _mailer.Sent[0].To);

        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.IsType<SendDigestOutcome.NothingNew>(await SendAsync());
        _time.Advance(TimeSpan.FromDays(1));
        Assert.IsType<SendDigestOutcome.NothingNew>(await SendAsync());
    }

    [Fact]
    public async Task SendDigest_AConfirmationAlone_IsNothingNew()
    {
        await MergeAsync("a", Vote, "3 mars 2026", Make.Day(2026, 3, 3));
        await SendAsync();
        _time.Advance(TimeSpan.FromDays(1));
        await MergeAsync("b", VoteToo, "3 mars 2026", Make.Day(2026, 3, 3));

        Assert.IsType<SendDigestOutcome.NothingNew>(await SendAsync());
    }

    [Fact]
    public async Task SendDigest_TheNextDay_TellsOnlyWhatCameSince()
    {
        await MergeAsync("a", Vote, "3 mars 2026", Make.Day(2026, 3, 3));
        await SendAsync();
        _time.Advance(TimeSpan.FromDays(1));
        await MergeAsync("b", Fire, "4 mars 2026", Make.Day(2026, 3, 4));
        var second = Assert.IsType<SendDigestOutcome.Sent>(await SendAsync()).Issue;

        Assert.Contains("incendie", second.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Saint-Blaise", second.Text, StringComparison.Ordinal);
        Assert.Equal(_time.GetUtcNow().AddDays(-1), second.Since);
    }

    [Fact]
    public async Task SendDigest_MailServerDown_GoesOutOnTheNextRunOnce()
    {
        _mailer.Answers.Enqueue(new SendOutcome.NotSent("refused connection"));
        await MergeAsync("a", Vote, "3 mars 2026", Make.Day(2026, 3, 3));
        await SendAsync();
        await Assert.ThrowsAsync<MailNotSentException>(DeliverAllAsync);

        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, Assert.IsType<SendDigestOutcome.NothingNew>(await SendAsync()).Resumed);
        Assert.Equal((DeliveryState.Submitted, 2), (Assert.Single(await DeliverAllAsync()) is { } entry ? (entry.State, entry.Attempts) : default));
        Assert.Equal(_mailer.Sent[0].Id, _mailer.Sent[1].Id);
        Assert.Equal(0, (await SendAsync()).Resumed);
    }

    [Fact]
    public async Task SendDigest_AnIssueTooOld_FailsInsteadOfBeingSent()
    {
        await MergeAsync("a", Vote, "3 mars 2026", Make.Day(2026, 3, 3));
        var sent = Assert.IsType<SendDigestOutcome.Sent>(await SendAsync());
        _time.Advance(_options.Lifetime);

        Assert.Equal(0, (await SendAsync()).Resumed);
        var row = await _ledger.FindAsync(sent.Issue.Id, RecipientId.Of(_options.Recipient)!, Make.Token);
        Assert.Equal((DeliveryState.Failed, DeliveryAnswers.Expired), (row!.Value.State, row.Value.Answer));
        await DeliverAllAsync();
        Assert.Empty(_mailer.Sent);
    }

    [Fact]
    public async Task SendDigest_AnIssueThatWasNeverPlanned_IsPlannedByTheNextRun()
    {
        await MergeAsync("a", Vote, "3 mars 2026", Make.Day(2026, 3, 3));
        await _digests.TryAddAsync((await Draft().RunAsync(Make.Token))!, Make.Token);
        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(1, Assert.IsType<SendDigestOutcome.NothingNew>(await SendAsync()).Resumed);
        await DeliverAllAsync();
        Assert.Single(_mailer.Sent);
    }

    [Fact]
    public async Task Deliver_ASenderThatDied_LeavesTheMailUncertainAndIsNotRepeated()
    {
        _mailer.Dies = true;
        await MergeAsync("a", Vote, "3 mars 2026", Make.Day(2026, 3, 3));
        var sent = Assert.IsType<SendDigestOutcome.Sent>(await SendAsync());
        await Assert.ThrowsAsync<IOException>(DeliverAllAsync);
        _mailer.Dies = false;
        _time.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal(0, (await SendAsync()).Resumed);
        var row = await _ledger.FindAsync(sent.Issue.Id, RecipientId.Of(_options.Recipient)!, Make.Token);
        Assert.Equal(DeliveryState.Uncertain, row!.Value.State);
        Assert.Empty(_mailer.Sent);
    }

    [Fact]
    public async Task Deliver_TwentyTicketsForOneMail_SendItOnce()
    {
        await MergeAsync("a", Vote, "3 mars 2026", Make.Day(2026, 3, 3));
        var sent = Assert.IsType<SendDigestOutcome.Sent>(await SendAsync());
        var ticket = new DeliveryTicket(sent.Issue.Id.ToString(), RecipientId.Of(_options.Recipient)!);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Deliver().RunAsync(ticket, Make.Token))));

        Assert.Single(_mailer.Sent);
    }

    [Theory]
    [InlineData("nonsense", "x")]
    [InlineData("main-20260304T063000000Z", "x")]
    public async Task Deliver_ATicketOfNoDelivery_IsDropped(string digest, string recipient) =>
        Assert.Null(await Deliver().RunAsync(new DeliveryTicket(digest, recipient), Make.Token));

    [Fact]
    public async Task Preview_OfWhatIsNew_MarksNothing()
    {
        await MergeAsync("a", Vote, "3 mars 2026", Make.Day(2026, 3, 3));
        var preview = await new PreviewDigest(Draft()).RunAsync(Make.Token);
        var sent = Assert.IsType<SendDigestOutcome.Sent>(await SendAsync());

        Assert.Equal((preview!.Subject, preview.Html, preview.Text), (sent.Issue.Subject, sent.Issue.Html, sent.Issue.Text));
    }

    private async Task MergeAsync(string name, string text, string dateText, DateSpan date)
    {
        using var projection = Make.Projection(_events, _stories, _time);
        await projection.ProjectAsync(Make.Article(name, text, new DateOnly(2026, 3, 4)), 1, [Make.Event(text, dateText, date)], Make.Token);
    }

    private DraftDigest Draft()
    {
        var options = Options.Create(_options);
        var newsroom = Make.Default<NewsroomOptions>();
        return new DraftDigest(new ComposeDigest(_events, new DossierComposer(new InMemoryArticleStore(), options), options), Make.Renderer(), _digests, options, newsroom, _time);
    }

    private Task<SendDigestOutcome> SendAsync() =>
        new SendDigest(Draft(), _digests, _ledger, _queue, Options.Create(_options), _time, NullLogger<SendDigest>.Instance).RunAsync(Make.Token);

    private DeliverDigest Deliver() =>
        new(_ledger, _digests, _mailer, Options.Create(_options), Make.Default<NewsroomOptions>(), _time, NullLogger<DeliverDigest>.Instance);

    private async Task<List<DeliveryEntry?>> DeliverAllAsync()
    {
        var entries = new List<DeliveryEntry?>();
        while (_queue.TryDequeue(out var ticket))
        {
            entries.Add(await Deliver().RunAsync(ticket, Make.Token));
        }

        return entries;
    }
}
