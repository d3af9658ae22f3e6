using Pipeline.Delivery;
using Pipeline.Digest;
using Pipeline.InMemory;
using Pipeline.Subscribers;

namespace Pipeline.Tests.Digest;

public sealed class SendDigestTests : IDisposable
{
    private const string Vote = "Le conseil municipal de Valmont a voté le 3 mars 2026 la reconstruction du pont Saint-Blaise.";
    private const string VoteToo = "La reconstruction du pont Saint-Blaise a été votée le 3 mars 2026 par le conseil municipal de Valmont, malgré l’opposition.";
    private const string Fire = "Un incendie a détruit le 4 mars 2026 les entrepôts de la coopérative agricole, sans faire de victime.";

    private readonly DigestRoom _room = new();

    [Fact]
    public async Task SendDigest_NothingStored_SkipsTheReaderAndSaysWhy()
    {
        await _room.AddReaderAsync("lectrice@example.org");

        Assert.Equal((0, 1), (await _room.TickAsync(isEdition: true)) is var done ? (done.Planned, done.Skipped) : default);
        Assert.Equal((DeliveryState.Skipped, DeliveryAnswers.NothingNew), Assert.Single(await _room.DeliverAsync()) is var row ? (row.State, row.Answer) : default);
        Assert.Empty(_room.Mailer.Sent);
    }

    [Fact]
    public async Task SendDigest_NobodySubscribed_MakesThePublicDigestAllTheSame()
    {
        await MergeVoteAsync();
        var issue = (await _room.TickAsync(isEdition: true)).Issue!;

        Assert.True(issue.IsSettled);
        Assert.Single(await _room.Get<IVariantStore>().ListPublicAsync("main", "fr", 9, Make.Token).ToListAsync(Make.Token));
        Assert.Single(await _room.Get<IVariantStore>().ListPublicAsync("main", "en", 9, Make.Token).ToListAsync(Make.Token));
    }

    [Fact]
    public async Task SendDigest_NobodyDue_MakesNoIssue()
    {
        await MergeVoteAsync();
        await _room.AddReaderAsync("lectrice@example.org");
        _room.Time.Advance(TimeSpan.FromHours(3));

        Assert.Null((await _room.TickAsync()).Issue);
        Assert.Null(await _room.Get<IDigestStore>().FindLatestAsync("main", Make.Token));
    }

    [Fact]
    public async Task SendDigest_ANewEvent_IsMailedOnceAndNeverToldAgain()
    {
        await MergeVoteAsync();
        await _room.AddReaderAsync("Lectrice@example.org");
        await _room.TickAsync(isEdition: true);

        Assert.Equal((DeliveryState.Submitted, "ok"), Assert.Single(await _room.DeliverAsync()) is var row ? (row.State, row.Answer) : default);
        Assert.Equal("Lectrice@example.org", Assert.Single(_room.Mailer.Sent).To);

        foreach (var pause in new[] { TimeSpan.FromMinutes(2), TimeSpan.FromDays(1) })
        {
            _room.Time.Advance(pause);
            await _room.TickAsync(isEdition: true);
            Assert.Equal(DeliveryAnswers.NothingNew, Assert.Single(await _room.DeliverAsync()).Answer);
        }

        Assert.Single(_room.Mailer.Sent);
    }

    [Fact]
    public async Task SendDigest_AConfirmationAlone_IsNothingNew()
    {
        await MergeVoteAsync();
        await _room.AddReaderAsync("lectrice@example.org");
        await SendAsync();
        _room.Time.Advance(TimeSpan.FromDays(1));
        await _room.MergeAsync("b", VoteToo, "3 mars 2026", Make.Day(2026, 3, 3));

        Assert.Equal(DeliveryAnswers.NothingNew, Assert.Single(await SendAsync()).Answer);
    }

    [Fact]
    public async Task SendDigest_TheNextDay_TellsOnlyWhatCameSince()
    {
        await MergeVoteAsync();
        await _room.AddReaderAsync("lectrice@example.org");
        await SendAsync();
        _room.Time.Advance(TimeSpan.FromDays(1));
        await MergeFireAsync();
        await SendAsync();

        Assert.Contains("incendie", _room.Mailer.Sent[1].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Saint-Blaise", _room.Mailer.Sent[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendDigest_ReadersOfOneHistory_ShareAVariantAndOthersGetWhatTheyMissed()
    {
        await MergeVoteAsync();
        await _room.AddReaderAsync("a@example.org");
        await _room.AddReaderAsync("b@example.org");
        await SendAsync();
        _room.Time.Advance(TimeSpan.FromDays(1));
        await MergeFireAsync();
        await _room.AddReaderAsync("late@example.org");
        await _room.AddReaderAsync("english@example.org", preferences => preferences with { Language = "en" });
        var rows = await SendAsync();

        Assert.Equal(4, rows.Count(row => row.State == DeliveryState.Submitted));
        Assert.Equal(2, rows.Select(row => row.Variant).Distinct().Count());
    }

    [Fact]
    public async Task SendDigest_FollowedAndMutedTopics_AreAllThatIsTold()
    {
        await MergeVoteAsync();
        await MergeFireAsync();
        await _room.AddReaderAsync("a@example.org", preferences => preferences with { Topics = new TopicChoice { Followed = ["valmont"] } });
        await _room.AddReaderAsync("b@example.org", preferences => preferences with { Topics = new TopicChoice { Muted = ["Valmont"] } });
        await _room.AddReaderAsync("c@example.org", preferences => preferences with { Topics = new TopicChoice { Followed = ["Atlantide"] } });
        await SendAsync();

        var mails = _room.Mailer.Sent.ToDictionary(mail => mail.To, mail => mail.Text);
        Assert.Equal(["a@example.org", "b@example.org"], mails.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("Saint-Blaise", mails["a@example.org"], StringComparison.Ordinal);
        Assert.DoesNotContain("incendie", mails["a@example.org"], StringComparison.Ordinal);
        Assert.Contains("incendie", mails["b@example.org"], StringComparison.Ordinal);
        Assert.DoesNotContain("Saint-Blaise", mails["b@example.org"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendDigest_ATickThatDiedWhilePlanning_IsFinishedUnderItsOwnName()
    {
        await MergeVoteAsync();
        await _room.AddReaderAsync("lectrice@example.org");
        var until = _room.Time.GetUtcNow() - TimeSpan.FromMinutes(15);
        var begun = new Pipeline.Digest.Schedule.DigestCoverage("main", until, null).Begin(_room.Time.GetUtcNow()) with { IsEdition = true };
        await _room.Get<Pipeline.Digest.Schedule.ICoverageStore>().TrySaveAsync(begun, null, Make.Token);
        _room.Time.Advance(TimeSpan.FromMinutes(15));
        await _room.TickAsync();

        var row = Assert.Single(await _room.DeliverAsync());
        Assert.Equal((begun.InProgress, DeliveryState.Submitted), (row.Digest, row.State));
    }

    [Fact]
    public async Task SendDigest_ManyTicksAtOnce_MailEachReaderOnce()
    {
        await MergeVoteAsync();
        for (var i = 0; i < 25; i++)
        {
            await _room.AddReaderAsync($"{i}@example.org");
        }

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => _room.TickAsync(isEdition: true))));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(_room.DeliverAsync)));

        Assert.Equal(25, _room.Mailer.Sent.Count);
        Assert.Equal(25, _room.Mailer.Sent.DistinctBy(mail => mail.To).Count());
    }

    [Fact]
    public async Task Deliver_MailServerDown_GoesOutAtALaterTryOnce()
    {
        await MergeVoteAsync();
        await _room.AddReaderAsync("lectrice@example.org");
        _room.Mailer.Answers.Enqueue(new SendOutcome.NotSent("refused connection"));
        Assert.Equal((DeliveryState.Planned, 1), Assert.Single(await SendAsync()) is var row ? (row.State, row.Attempts) : default);

        Assert.Single(_room.Mailer.Sent);
        _room.Time.Advance(TimeSpan.FromSeconds(59));
        await _room.DeliverAsync();
        Assert.Single(_room.Mailer.Sent);
        _room.Time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal((DeliveryState.Submitted, 2), Assert.Single(await _room.DeliverAsync()) is var later ? (later.State, later.Attempts) : default);
        Assert.Equal(_room.Mailer.Sent[0].Id, _room.Mailer.Sent[1].Id);
    }

    [Fact]
    public async Task Deliver_ATicketThatWasLost_IsQueuedAgainByALaterTick()
    {
        await MergeVoteAsync();
        await _room.AddReaderAsync("lectrice@example.org");
        await _room.TickAsync(isEdition: true);
        while (_room.Get<InMemoryDeliveryQueue>().TryDequeue(out _))
        {
        }

        _room.Time.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(1, (await _room.TickAsync()).Resumed);
        Assert.Equal(DeliveryState.Submitted, Assert.Single(await _room.DeliverAsync()).State);
    }

    [Fact]
    public async Task Deliver_AnIssueTooOld_FailsInsteadOfBeingSent()
    {
        await MergeVoteAsync();
        await _room.AddReaderAsync("lectrice@example.org");
        await _room.TickAsync(isEdition: true);
        _room.Time.Advance(new DigestOptions().Lifetime);

        Assert.Equal((DeliveryState.Failed, DeliveryAnswers.Expired), Assert.Single(await _room.DeliverAsync()) is var row ? (row.State, row.Answer) : default);
        Assert.Empty(_room.Mailer.Sent);
    }

    [Theory]
    [InlineData("false", DeliveryState.Uncertain, 0)]
    [InlineData("true", DeliveryState.Submitted, 1)]
    public async Task Deliver_ASenderThatDied_LeavesTheMailUncertainUnlessResent(string resend, DeliveryState state, int sent)
    {
        using var room = new DigestRoom(("Delivery:ResendUncertain", resend));
        await room.MergeAsync("a", Vote, "3 mars 2026", Make.Day(2026, 3, 3));
        await room.AddReaderAsync("lectrice@example.org");
        await room.TickAsync(isEdition: true);
        room.Mailer.Dies = true;
        await Assert.ThrowsAsync<IOException>(room.DeliverAsync);
        room.Mailer.Dies = false;
        room.Time.Advance(TimeSpan.FromMinutes(16));
        await room.TickAsync();

        Assert.Equal(state, Assert.Single(await room.DeliverAsync()).State);
        Assert.Equal(sent, room.Mailer.Sent.Count);
    }

    [Fact]
    public async Task Deliver_AReaderWhoLeftMeanwhile_IsSkipped()
    {
        await MergeVoteAsync();
        var reader = await _room.AddReaderAsync("lectrice@example.org");
        var other = await _room.AddReaderAsync("autre@example.org");
        await _room.TickAsync(isEdition: true);
        var left = reader with { State = SubscriberState.Unsubscribed };
        await _room.Get<ISubscriberStore>().SaveAllAsync([left, other with { State = SubscriberState.Suppressed }], Make.Token);

        var rows = await _room.DeliverAsync();
        Assert.Equal([DeliveryAnswers.Left, DeliveryAnswers.Suppressed], rows.Select(row => row.Answer).Order(StringComparer.Ordinal));
        Assert.All(rows, row => Assert.Equal(DeliveryState.Skipped, row.State));
        Assert.Empty(_room.Mailer.Sent);
    }

    [Fact]
    public async Task Deliver_ALateIssueBesideANewerOne_TellsTheReaderNothingTwice()
    {
        await MergeVoteAsync();
        await _room.AddReaderAsync("lectrice@example.org");
        _room.Mailer.Answers.Enqueue(new SendOutcome.NotSent("450 later"));
        await SendAsync();
        _room.Time.Advance(TimeSpan.FromSeconds(50));
        await MergeFireAsync();
        await _room.TickAsync(isEdition: true);
        _room.Time.Advance(TimeSpan.FromMinutes(1));
        await _room.DeliverAsync();

        Assert.Equal(2, _room.Mailer.Sent.Count);
        Assert.Contains("Saint-Blaise", _room.Mailer.Sent[1].Text, StringComparison.Ordinal);
        Assert.Contains("incendie", _room.Mailer.Sent[1].Text, StringComparison.Ordinal);
        var issues = await _room.Get<IDigestStore>().ListLatestAsync("main", 9, Make.Token).ToListAsync(Make.Token);
        var first = await _room.Get<IDeliveryLedger>().ListAsync(issues[1].Id, Make.Token).SingleAsync(Make.Token);
        Assert.Equal((DeliveryState.Skipped, DeliveryAnswers.Superseded), (first.Value.State, first.Value.Answer));
    }

    [Fact]
    public async Task SendDigest_TheIssueBeforeIsHalfSentAndUnsettled_TellsNobodyAnythingTwice()
    {
        await MergeVoteAsync();
        for (var i = 0; i < 40; i++)
        {
            await _room.AddReaderAsync($"{i}@example.org");
        }

        // Half of it goes, the next issue is planned, and the rest goes while the mails of both are on the queue.
        await _room.TickAsync(isEdition: true);
        var tickets = new List<DeliveryTicket>();
        while (_room.Get<InMemoryDeliveryQueue>().TryDequeue(out var ticket))
        {
            tickets.Add(ticket);
        }

        foreach (var ticket in tickets.Take(tickets.Count / 2))
        {
            await _room.Get<DeliverDigest>().RunAsync(ticket, Make.Token);
        }

        Assert.InRange(_room.Mailer.Sent.Count, 1, 39);
        _room.Time.Advance(TimeSpan.FromMinutes(5));
        await MergeFireAsync();
        await _room.TickAsync(isEdition: true);
        foreach (var ticket in tickets)
        {
            await _room.Get<DeliverDigest>().RunAsync(ticket, Make.Token);
        }

        await _room.DeliverAsync();
        Assert.All(_room.Mailer.Sent.GroupBy(mail => mail.To), mails =>
        {
            Assert.Single(mails, mail => mail.Text.Contains("Saint-Blaise", StringComparison.Ordinal));
            Assert.Single(mails, mail => mail.Text.Contains("incendie", StringComparison.Ordinal));
        });
        Assert.Equal(40, _room.Mailer.Sent.DistinctBy(mail => mail.To).Count());
    }

    [Fact]
    public async Task Deliver_AnIssueSettledAfterTheNextWasPlanned_KeepsTheNextFromTellingTheSame()
    {
        await MergeVoteAsync();
        var reader = await _room.AddReaderAsync("lectrice@example.org");
        var first = (await _room.TickAsync(isEdition: true)).Issue!;
        _room.Time.Advance(TimeSpan.FromMinutes(5));
        await MergeFireAsync();

        // What the next issue is planned from is older than the mail of the first, which leaves meanwhile.
        var second = (await _room.TickAsync(isEdition: true)).Issue!;
        var row = await _room.Get<IDeliveryLedger>().FindAsync(first.Id, reader.Id, Make.Token);
        await _room.Get<IDeliveryLedger>().TryReplaceAsync(row!.Value.EndedAs(DeliveryState.Submitted, "ok", _room.Time.GetUtcNow()), row.Version, Make.Token);
        _room.Time.Advance(TimeSpan.FromMinutes(1));
        await _room.Get<ResumeIssues>().RunAsync("main", Make.Token);
        Assert.True((await _room.Get<IDigestStore>().FindAsync(first.Id, Make.Token))!.Value.IsSettled);
        await _room.DeliverAsync();

        Assert.Empty(_room.Mailer.Sent);
        Assert.Equal(DeliveryAnswers.ToldMeanwhile, (await _room.Get<IDeliveryLedger>().FindAsync(second.Id, reader.Id, Make.Token))!.Value.Answer);
    }

    [Fact]
    public async Task Positions_AMailThatWasSent_CountAtOnceAndAreStoredByTheNextTick()
    {
        await MergeVoteAsync();
        var reader = await _room.AddReaderAsync("lectrice@example.org");
        var erased = await _room.AddReaderAsync("partie@example.org");
        var issue = (await _room.TickAsync(isEdition: true)).Issue!;
        Assert.Null(await _room.Get<ReaderPositions>().FindAsync(reader.Id, Make.Token));
        await _room.DeliverAsync();
        Assert.Equal(issue.Id, (await _room.Get<ReaderPositions>().FindAsync(reader.Id, Make.Token))?.Issue);
        Assert.Null(await _room.Get<DraftDigest>().ForReaderAsync(reader, Make.Token));

        await _room.Get<EraseReader>().RunAsync(erased.Id, neverAgain: false, Make.Token);
        _room.Time.Advance(TimeSpan.FromMinutes(15));
        await _room.TickAsync();
        Assert.Equal(issue.Id, (await _room.Get<IPositionStore>().FindAsync(reader.Id, Make.Token))?.Issue);
        Assert.Null(await _room.Get<IPositionStore>().FindAsync(erased.Id, Make.Token));
        Assert.True((await _room.Get<IDigestStore>().FindAsync(issue.Id, Make.Token))!.Value.IsSettled);
    }

    [Fact]
    public async Task Deliver_AnAddressThatIsRefused_IsSuppressed()
    {
        await MergeVoteAsync();
        var reader = await _room.AddReaderAsync("gone@example.org");
        _room.Mailer.Answers.Enqueue(new SendOutcome.AddressRefused("550 5.1.1 no such user"));

        Assert.Equal(DeliveryState.Failed, Assert.Single(await SendAsync()).State);
        Assert.Equal(SuppressionReason.Bounced, (await _room.Get<ISuppressionStore>().FindAsync(reader.Id, Make.Token))?.Reason);
        Assert.Equal(SubscriberState.Suppressed, (await _room.Get<ISubscriberStore>().FindAsync(reader.Id, Make.Token))?.Value.State);
    }

    [Fact]
    public async Task Deliver_ASenderThatIsRefused_PausesTheIssueAndKeepsTheMails()
    {
        await MergeVoteAsync();
        for (var i = 0; i < 9; i++)
        {
            await _room.AddReaderAsync($"{i}@example.org");
        }

        _room.Mailer.Answers.Enqueue(new SendOutcome.SenderRefused("550 5.7.515 not authenticated"));
        var rows = await SendAsync();

        var issue = await _room.Get<IDigestStore>().FindLatestAsync("main", Make.Token);
        Assert.Equal((IssueState.Paused, "550 5.7.515 not authenticated"), (issue!.State, issue.Reason));
        Assert.Contains(rows, row => row.State == DeliveryState.Planned);
        Assert.DoesNotContain(rows, row => row.State == DeliveryState.Failed);
    }

    [Fact]
    public async Task Deliver_TwentyTicketsForOneMail_SendItOnce()
    {
        await MergeVoteAsync();
        var reader = await _room.AddReaderAsync("lectrice@example.org");
        var issue = (await _room.TickAsync(isEdition: true)).Issue!;
        var ticket = new DeliveryTicket(issue.Id.ToString(), reader.Id.Bucket, reader.Id.Bucket);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => _room.Get<DeliverDigest>().RunAsync(ticket, Make.Token))));

        Assert.Single(_room.Mailer.Sent);
    }

    [Theory]
    [InlineData("nonsense", "x", "x")]
    [InlineData("main-20260304T063000000Z", "x", "x")]
    [InlineData("main-20260304T063000000Z", "ab", "ab")]
    [InlineData("main-20260304T063000000Z", "ab", "bb")]
    [InlineData("main-20260304T063000000Z", "ac", "ab")]
    [InlineData("main-20260304T063000000Z", "a1", "ab")]
    [InlineData(null, null, null)]
    public async Task Deliver_ATicketOfNoDelivery_IsDropped(string? digest, string? first, string? last)
    {
        await _room.Get<DeliverDigest>().RunAsync(new DeliveryTicket(digest!, first!, last!), Make.Token);
        Assert.Empty(_room.Mailer.Sent);
    }

    [Fact]
    public async Task Preview_OfWhatIsNew_MarksNothing()
    {
        await MergeVoteAsync();
        var preview = await _room.Get<PreviewDigest>().RunAsync(Make.Token);
        await _room.TickAsync(isEdition: true);
        var sent = await _room.Get<IVariantStore>().ListPublicAsync("main", "fr", 1, Make.Token).SingleAsync(Make.Token);

        Assert.Equal((preview!.Subject, preview.Html, preview.Text), (sent.Subject, sent.Html, sent.Text));
    }

    public void Dispose() => _room.Dispose();

    private Task MergeVoteAsync() => _room.MergeAsync("a", Vote, "3 mars 2026", Make.Day(2026, 3, 3));

    private Task MergeFireAsync() => _room.MergeAsync("f", Fire, "4 mars 2026", Make.Day(2026, 3, 4));

    private async Task<IReadOnlyList<DeliveryEntry>> SendAsync()
    {
        await _room.TickAsync(isEdition: true);
        return await _room.DeliverAsync();
    }
}
