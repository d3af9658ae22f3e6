using Pipeline.Delivery;
using Pipeline.Subscribers;

namespace Pipeline.Tests.Subscribers;

public sealed class SignUpTests
{
    private readonly ReadersRoom _room = new();

    [Fact]
    public async Task SignUp_FromFormToConfirmation_MakesAnActiveReaderWithConsent()
    {
        var answer = await _room.SubscribePages.TakeAsync(
            "fr", ReadersRoom.Form(("address", " marie@example.org "), ("language", "en"), ("frequency", "Weekly"), ("days", "Monday"), ("hour", "18:00"), ("zone", "America/New_York")),
            ReadersRoom.Source, Make.Token);
        Assert.Equal(200, answer.Status);
        Assert.Null(await _room.ReaderAsync());
        await _room.WorkAsync();

        var pending = Assert.IsType<Subscriber>(await _room.ReaderAsync());
        Assert.Equal((SubscriberState.Pending, ReadersRoom.Address, null as Consent), (pending.State, pending.Address, pending.Consent));
        Assert.Equal(
            ("en", DigestFrequency.Weekly, DayOfWeek.Monday, new TimeOnly(18, 0), "America/New_York"),
            (pending.Preferences.Language, pending.Preferences.Frequency, Assert.Single(pending.Preferences.Days), pending.Preferences.Hour, pending.Preferences.TimeZone));

        var mail = Assert.Single(_room.Mailer.Sent);
        Assert.Equal((ReadersRoom.Address, "en", "Confirm your subscription to La Gazette"), (mail.To, mail.Language, mail.Subject));
        var token = ReadersRoom.TokenIn(mail.Text, "confirm");
        Assert.Contains(token, mail.Html, StringComparison.Ordinal);
        await _room.ConfirmPages.TakeAsync(token, null, Make.Token);

        var active = Assert.IsType<Subscriber>(await _room.ReaderAsync());
        var consent = Assert.IsType<Consent>(active.Consent);
        Assert.Equal((SubscriberState.Active, ReadersRoom.Start, "page"), (active.State, consent.At, consent.Source));
        Assert.Contains("you agree to get the newsletter", consent.Proof, StringComparison.Ordinal);
        Assert.Equal(pending.Preferences.Hour, active.Preferences.Hour);
    }

    [Fact]
    public async Task Answer_TheSameTicketTwiceAndAtOnce_SendsOnce()
    {
        await _room.Subscribe.RunAsync(new(ReadersRoom.Address, ReadersRoom.French), ReadersRoom.Source, Make.Token);
        Assert.True(_room.Queue.Tickets.TryPeek(out var ticket));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _room.Answer.RunAsync(ticket, Make.Token)));

        Assert.Single(_room.Mailer.Sent);
    }

    [Fact]
    public async Task Answer_MailNotSent_IsTriedAgainAndGoesOutOnce()
    {
        _room.Mailer.Answers.Enqueue(new SendOutcome.NotSent("no line"));
        var signUp = new SignUp(ReadersRoom.Address, ReadersRoom.French);
        await Assert.ThrowsAsync<MailNotSentException>(() => _room.Answer.RunAsync(signUp, Make.Token));
        Assert.True(await _room.Answer.RunAsync(signUp, Make.Token));
        Assert.False(await _room.Answer.RunAsync(signUp, Make.Token));

        Assert.Equal(2, _room.Mailer.Sent.Count);
    }

    [Fact]
    public async Task Answer_AReaderWhoIsThere_IsRemindedWithTheOwnPreferences()
    {
        var reader = await _room.ActiveAsync();
        await _room.Answer.RunAsync(new SignUp("Marie@Example.org", ReadersRoom.French with { Language = "en" }), Make.Token);

        var mail = _room.Mailer.Sent[^1];
        Assert.Equal("Vous recevez déjà La Gazette", mail.Subject);
        Assert.NotNull(await _room.Links.FindAsync(TokenPurpose.Preferences, ReadersRoom.TokenIn(mail.Text, "preferences"), Make.Token));
        Assert.Equal(reader with { AskedAt = ReadersRoom.Start }, await _room.ReaderAsync());
    }

    [Fact]
    public async Task Answer_ADayLater_AsksAgain()
    {
        var signUp = new SignUp(ReadersRoom.Address, ReadersRoom.French);
        Assert.True(await _room.Answer.RunAsync(signUp, Make.Token));
        _room.Time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        Assert.False(await _room.Answer.RunAsync(signUp, Make.Token));
        _room.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await _room.Answer.RunAsync(signUp, Make.Token));
        Assert.NotEqual(_room.Mailer.Sent[0].Id, _room.Mailer.Sent[1].Id);
    }

    [Fact]
    public async Task Answer_OneWhoHasLeft_StaysSoUntilTheAddressIsConfirmedAnew()
    {
        var reader = await _room.ActiveAsync();
        var left = ReadersRoom.TokenIn(_room.Mailer.Sent[^1].Text, "confirm");
        await _room.Unsubscribe.RunAsync(_room.TokenOf(reader, TokenPurpose.Unsubscribe), Make.Token);

        await _room.Answer.RunAsync(new SignUp(ReadersRoom.Address, ReadersRoom.French), Make.Token);
        Assert.Equal(SubscriberState.Unsubscribed, (await _room.ReaderAsync())!.State);
        Assert.Null(await _room.Confirm.RunAsync(left, Make.Token));
        Assert.Equal(
            SubscriberState.Active, (await _room.Confirm.RunAsync(ReadersRoom.TokenIn(_room.Mailer.Sent[^1].Text, "confirm"), Make.Token))!.State);
    }

    [Fact]
    public async Task Answer_AnAddressOnTheSuppressionList_IsNotWrittenTo()
    {
        await _room.Suppress.RunAsync(_room.Id, SuppressionReason.Complained, null, Make.Token);
        Assert.False(await _room.Answer.RunAsync(new SignUp(ReadersRoom.Address, ReadersRoom.French), Make.Token));

        Assert.Empty(_room.Mailer.Sent);
        Assert.Null(await _room.ReaderAsync());
    }

    [Theory]
    [InlineData("fr")]
    [InlineData("en")]
    public async Task Mail_InEachLanguage_SaysItAllInBothParts(string language)
    {
        await _room.Answer.RunAsync(new SignUp(ReadersRoom.Address, ReadersRoom.French with { Language = language }), Make.Token);
        var mail = Assert.Single(_room.Mailer.Sent);

        var day = language == "fr" ? "mercredi 11 mars 2026" : "Wednesday 11 March 2026";
        Assert.All(new[] { mail.Html, mail.Text }, part => Assert.All(
            new[] { day, "https://news.example/confirm/", "/erase", "La Gazette" }, words => Assert.Contains(words, part, StringComparison.Ordinal)));
        Assert.Contains($"<html lang=\"{language}\"", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", mail.Html, StringComparison.Ordinal);
        Assert.InRange(mail.Subject.Length, 10, 78);
    }

    [Fact]
    public async Task FirstReader_NewsroomsAddress_IsActiveAndStaysAsTheReaderLeavesIt()
    {
        var room = new ReadersRoom(recipient: "Desk@example.org");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => room.First.EnsureAsync(Make.Token)));
        var first = Assert.IsType<Subscriber>(await room.ReaderAsync("desk@example.org"));
        Assert.Equal(
            (SubscriberState.Active, DigestFrequency.EveryDigest, "fr", "Europe/Paris", "settings"),
            (first.State, first.Preferences.Frequency, first.Preferences.Language, first.Preferences.TimeZone, first.Consent!.Source));

        await room.Unsubscribe.RunAsync(room.TokenOf(first, TokenPurpose.Unsubscribe), Make.Token);
        await room.Answer.RunAsync(new SignUp("desk@example.org", ReadersRoom.French), Make.Token);
        await room.First.EnsureAsync(Make.Token);
        Assert.Equal(SubscriberState.Unsubscribed, (await room.ReaderAsync("desk@example.org"))!.State);
    }

    [Fact]
    public async Task FirstReader_AnAddressThatMustNotBeWrittenTo_IsLeftAlone()
    {
        var room = new ReadersRoom(recipient: ReadersRoom.Address);
        await room.Erase.RunAsync(room.Id, neverAgain: true, Make.Token);
        await room.First.EnsureAsync(Make.Token);
        Assert.Null(await room.ReaderAsync());
        await new ReadersRoom().First.EnsureAsync(Make.Token);
    }

    [Fact]
    public async Task Suppress_AndRelease_BringsBackOnlyWhoseAddressHadFailed()
    {
        await _room.ActiveAsync();
        await _room.Suppress.RunAsync(_room.Id, SuppressionReason.Bounced, "5.1.1", Make.Token);
        Assert.Equal(SubscriberState.Suppressed, (await _room.ReaderAsync())!.State);
        Assert.True(await _room.Suppress.ReleaseAsync(_room.Id, Make.Token));
        Assert.Equal(SubscriberState.Active, (await _room.ReaderAsync())!.State);

        await _room.Suppress.RunAsync(_room.Id, SuppressionReason.Complained, null, Make.Token);
        await _room.Suppress.ReleaseAsync(_room.Id, Make.Token);
        Assert.Equal(SubscriberState.Unsubscribed, (await _room.ReaderAsync())!.State);
        Assert.False(await _room.Suppress.ReleaseAsync(_room.Id, Make.Token));
    }

    [Fact]
    public async Task Add_WithProof_IsActiveAtOnceAndNeverBringsBackWhoHasLeft()
    {
        var signUp = new SignUp(ReadersRoom.Address, ReadersRoom.French);
        Assert.Equal(AddOutcome.Added, await _room.Add.RunAsync(signUp, $"paper form of {ReadersRoom.Address}", Make.Token));
        var reader = Assert.IsType<Subscriber>(await _room.ReaderAsync());
        Assert.Equal((SubscriberState.Active, "paper form of *"), (reader.State, reader.Consent!.Proof));
        Assert.Equal(AddOutcome.Known, await _room.Add.RunAsync(signUp, "again", Make.Token));
        await _room.Unsubscribe.RunAsync(_room.TokenOf(reader, TokenPurpose.Unsubscribe), Make.Token);
        Assert.Equal(AddOutcome.HasLeft, await _room.Add.RunAsync(signUp, "again", Make.Token));
    }

    [Fact]
    public async Task ForgetUnconfirmed_AfterAMonth_ErasesWhoNeverConfirmedAndNobodyElse()
    {
        await _room.ActiveAsync();
        var left = await _room.ActiveAsync("left@example.org");
        await _room.Unsubscribe.RunAsync(_room.TokenOf(left, TokenPurpose.Unsubscribe), Make.Token);
        await _room.Answer.RunAsync(new SignUp("pending@example.org", ReadersRoom.French), Make.Token);
        var forget = new ForgetUnconfirmed(_room.Readers, _room.Erase, Microsoft.Extensions.Options.Options.Create(_room.Options), _room.Time);

        _room.Time.Advance(TimeSpan.FromDays(30));
        Assert.Equal(0, await forget.RunAsync(Make.Token));
        _room.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await forget.RunAsync(Make.Token));
        Assert.Null(await _room.ReaderAsync("pending@example.org"));
        Assert.NotNull(await _room.ReaderAsync("left@example.org"));
        Assert.NotNull(await _room.ReaderAsync());
    }
}
