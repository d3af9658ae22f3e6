using CsCheck;
using Pipeline.Digest;
using Pipeline.Subscribers;
using Pipeline.Subscribers.Pages;

namespace Pipeline.Tests.Subscribers;

/// <summary>What somebody who means harm, or a program that follows links, may try.</summary>
public sealed class AttackTests
{
    private readonly ReadersRoom _room = new();

    [Fact]
    public async Task Tokens_OfOnePurpose_AreTakenForNoOther()
    {
        var reader = await _room.ActiveAsync();
        foreach (var purpose in Enum.GetValues<TokenPurpose>())
        {
            var token = _room.TokenOf(reader, purpose);
            Assert.All(
                Enum.GetValues<TokenPurpose>(), other => Assert.Equal(purpose == other, _room.Keys.Read(other, token, ReadersRoom.Start) is not null));
        }

        Assert.Equal(404, (await _room.UnsubscribePages.TakeAsync(_room.TokenOf(reader, TokenPurpose.Preferences), null, Make.Token)).Status);
        Assert.Equal(404, (await _room.PreferencesPages.TakeAsync(_room.TokenOf(reader, TokenPurpose.Unsubscribe), new(), null, Make.Token)).Status);
        Assert.Equal(404, (await _room.PreferencesPages.ExportAsync(_room.TokenOf(reader, TokenPurpose.Confirm), null, Make.Token)).Status);
        Assert.Equal(reader, await _room.ReaderAsync());
    }

    [Fact]
    public void Tokens_WithAnyCharacterChanged_AreNoTokens()
    {
        var token = _room.Keys.Sign(TokenPurpose.Unsubscribe, new(_room.Id, 1_772_616_600), ReadersRoom.Start.AddDays(7));
        Gen.Select(Gen.Int[0, token.Length - 1], Gen.Char["abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.= %é\0\n"]).Sample((at, c) =>
            token[at] == c || _room.Keys.Read(TokenPurpose.Unsubscribe, token[..at] + c + token[(at + 1)..], ReadersRoom.Start) is null);
    }

    [Fact]
    public void Tokens_CutLengthenedOrMadeUp_AreNoTokens()
    {
        var token = _room.Keys.Sign(TokenPurpose.Confirm, new(_room.Id, 3), null);
        Gen.Int[0, token.Length - 1].Sample(length => _room.Keys.Read(TokenPurpose.Confirm, token[..length], ReadersRoom.Start) is null);
        Gen.String[1, 300].Sample(more => _room.Keys.Read(TokenPurpose.Confirm, token + more, ReadersRoom.Start) is null);
        Gen.String.Sample(text => _room.Keys.Read(TokenPurpose.Confirm, text, ReadersRoom.Start) is null);
        Assert.Null(_room.Keys.Read(TokenPurpose.Confirm, null, ReadersRoom.Start));
        Assert.Null(_room.Keys.Read(TokenPurpose.Confirm, new string('.', 100_000), ReadersRoom.Start));
    }

    [Fact]
    public void Tokens_OfAnotherReaderVersionOrExpiry_CannotBePutTogether()
    {
        var own = _room.Keys.Sign(TokenPurpose.Preferences, new(_room.Id, 1), ReadersRoom.Start.AddDays(1)).Split('.');
        var other = _room.Keys.Sign(TokenPurpose.Preferences, new(_room.Keys.IdOf("victim@example.org"), 2), null).Split('.');
        for (var mix = 1; mix < 31; mix++)
        {
            var parts = own.Select((part, index) => (mix >> index & 1) == 0 ? part : other[index]).ToArray();
            var text = string.Join('.', parts);
            var isWhole = text == string.Join('.', own) || text == string.Join('.', other);
            Assert.Equal(isWhole, _room.Keys.Read(TokenPurpose.Preferences, text, ReadersRoom.Start) is not null);
        }
    }

    [Fact]
    public void Tokens_OfAKeyThatLeftTheRing_EndWithIt()
    {
        var old = ReadersRoom.KeysOf("k1", ("k1", 1));
        var both = ReadersRoom.KeysOf("k2", ("k1", 1), ("k2", 2));
        var rotated = ReadersRoom.KeysOf("k2", ("k2", 2));
        var token = old.Sign(TokenPurpose.Unsubscribe, new(_room.Id, 0), null);

        Assert.NotNull(both.Read(TokenPurpose.Unsubscribe, token, ReadersRoom.Start));
        Assert.Null(rotated.Read(TokenPurpose.Unsubscribe, token, ReadersRoom.Start));
        Assert.Null(rotated.Read(TokenPurpose.Unsubscribe, "k2" + token[2..], ReadersRoom.Start));
        Assert.StartsWith("k2.", both.Sign(TokenPurpose.Unsubscribe, new(_room.Id, 0), null), StringComparison.Ordinal);
        Assert.Equal(old.IdOf(ReadersRoom.Address), rotated.IdOf(ReadersRoom.Address));
    }

    [Fact]
    public async Task Confirm_Expired_NoLongerConfirms()
    {
        await _room.Answer.RunAsync(new SignUp(ReadersRoom.Address, ReadersRoom.French), Make.Token);
        var token = ReadersRoom.TokenIn(_room.Mailer.Sent[0].Text, "confirm");
        _room.Time.Advance(TimeSpan.FromDays(7));

        Assert.Equal(404, (await _room.ConfirmPages.ShowAsync(token, null, Make.Token)).Status);
        Assert.Equal(404, (await _room.ConfirmPages.TakeAsync(token, null, Make.Token)).Status);
        Assert.Equal(SubscriberState.Pending, (await _room.ReaderAsync())!.State);
    }

    [Fact]
    public async Task Confirm_Replayed_ChangesNothing()
    {
        var reader = await _room.ActiveAsync();
        var token = ReadersRoom.TokenIn(_room.Mailer.Sent[0].Text, "confirm");
        _room.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(200, (await _room.ConfirmPages.TakeAsync(token, null, Make.Token)).Status);
        Assert.Equal(reader, await _room.ReaderAsync());

        await _room.Unsubscribe.RunAsync(_room.TokenOf(reader, TokenPurpose.Unsubscribe), Make.Token);
        Assert.Equal(404, (await _room.ConfirmPages.TakeAsync(token, null, Make.Token)).Status);
        Assert.Equal(SubscriberState.Unsubscribed, (await _room.ReaderAsync())!.State);
    }

    [Fact]
    public async Task Confirm_ErasedAndAskedAnewByAStranger_OldLinksStayDead()
    {
        var reader = await _room.ActiveAsync();
        var token = ReadersRoom.TokenIn(_room.Mailer.Sent[0].Text, "confirm");
        await _room.Erase.RunAsync(reader.Id, neverAgain: false, Make.Token);
        _room.Time.Advance(TimeSpan.FromSeconds(1));
        await _room.Answer.RunAsync(new SignUp(ReadersRoom.Address, ReadersRoom.French), Make.Token);

        Assert.Null(await _room.Confirm.RunAsync(token, Make.Token));
        Assert.Equal(404, (await _room.PreferencesPages.ExportAsync(_room.TokenOf(reader, TokenPurpose.Preferences), null, Make.Token)).Status);
    }

    [Fact]
    public async Task Unsubscribe_OneClick_IsIdempotentWithoutRedirectAndReplayed()
    {
        var reader = await _room.ActiveAsync();
        var token = _room.TokenOf(reader, TokenPurpose.Unsubscribe);
        var first = await _room.UnsubscribePages.TakeAsync(token, null, Make.Token);
        var again = await _room.UnsubscribePages.TakeAsync(token, null, Make.Token);
        Assert.Equal((200, 200, first.Content), (first.Status, again.Status, again.Content));
        Assert.DoesNotContain(first.Headers.Keys, name => name.Equals("Location", StringComparison.OrdinalIgnoreCase));

        await _room.Erase.RunAsync(reader.Id, neverAgain: false, Make.Token);
        Assert.Equal(200, (await _room.UnsubscribePages.TakeAsync(token, "en", Make.Token)).Status);
    }

    [Fact]
    public async Task Unsubscribe_ALinkFromBeforeTheReaderCameBack_IsNoLongerTaken()
    {
        var reader = await _room.ActiveAsync();
        var old = _room.TokenOf(reader, TokenPurpose.Unsubscribe);
        await _room.Unsubscribe.RunAsync(old, Make.Token);
        await _room.ActiveAsync();

        Assert.Equal(404, (await _room.UnsubscribePages.TakeAsync(old, null, Make.Token)).Status);
        Assert.Equal(SubscriberState.Active, (await _room.ReaderAsync())!.State);
    }

    [Fact]
    public async Task Scanners_FollowEveryLinkAHundredTimes_ChangeNothing()
    {
        await _room.Answer.RunAsync(new SignUp("jean@example.org", ReadersRoom.French), Make.Token);
        var confirm = ReadersRoom.TokenIn(_room.Mailer.Sent[0].Text, "confirm");
        var reader = await _room.ActiveAsync();
        var before = (await _room.ReaderAsync("jean@example.org"), reader);
        var unsubscribe = _room.TokenOf(reader, TokenPurpose.Unsubscribe);
        var preferences = _room.TokenOf(reader, TokenPurpose.Preferences);

        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(200, (await _room.ConfirmPages.ShowAsync(confirm, null, Make.Token)).Status);
            Assert.Equal(200, (await _room.UnsubscribePages.ShowAsync(unsubscribe, null, Make.Token)).Status);
            Assert.Equal(200, (await _room.PreferencesPages.ShowAsync(preferences, ReadersRoom.Form(("follow", _room.Id.Value)), null, Make.Token)).Status);
            Assert.Equal(200, (await _room.PreferencesPages.ShowEraseAsync(preferences, null, Make.Token)).Status);
            Assert.Equal(200, (await _room.PreferencesPages.ExportAsync(preferences, null, Make.Token)).Status);
        }

        Assert.Equal(before, (await _room.ReaderAsync("jean@example.org"), await _room.ReaderAsync()));
    }

    [Fact]
    public async Task Subscribe_WhoeverTheAddressBelongsTo_GivesTheSameAnswerAndTouchesNoReader()
    {
        await _room.ActiveAsync("active@example.org");
        await _room.Answer.RunAsync(new SignUp("pending@example.org", ReadersRoom.French), Make.Token);
        var left = await _room.ActiveAsync("left@example.org");
        await _room.Unsubscribe.RunAsync(_room.TokenOf(left, TokenPurpose.Unsubscribe), Make.Token);
        await _room.Suppress.RunAsync(_room.Keys.IdOf("suppressed@example.org"), SuppressionReason.Complained, null, Make.Token);
        var mails = _room.Mailer.Sent.Count;

        var answers = new List<ReaderPage>();
        foreach (var name in (string[])["unknown", "active", "pending", "left", "suppressed"])
        {
            answers.Add(await _room.SubscribePages.TakeAsync("fr", ReadersRoom.Form(("address", name + "@example.org")), ReadersRoom.Source, Make.Token));
        }

        Assert.All(answers, answer => Assert.Equal((200, answers[0].Content), (answer.Status, answer.Content)));
        Assert.All(answers, answer => Assert.Equal(answers[0].Headers.OrderBy(pair => pair.Key, StringComparer.Ordinal), answer.Headers.OrderBy(pair => pair.Key, StringComparer.Ordinal)));
        // The same work for each: one count of its source, one of all, one ticket. No reader is looked up before the answer is given.
        Assert.Equal((5, mails), (_room.Queue.Tickets.Count, _room.Mailer.Sent.Count));
        Assert.All(_room.Queue.Tickets, ticket => Assert.DoesNotContain("example", ticket.Content, StringComparison.Ordinal));
        Assert.DoesNotContain(
            typeof(Subscribe).GetConstructors().Single().GetParameters(), parameter => parameter.ParameterType == typeof(ISubscriberStore) || parameter.ParameterType == typeof(ISuppressionStore));
    }

    [Fact]
    public async Task Subscribe_AThousandPostsForOneAddressFromAsManySources_IsOneMail()
    {
        var room = new ReadersRoom(new SubscriberOptions { MaxPerHour = 2000 });
        for (var i = 0; i < 1000; i++)
        {
            var answer = await room.SubscribePages.TakeAsync("fr", ReadersRoom.Form(("address", i % 2 == 0 ? "Marie@example.org" : "marie@EXAMPLE.org")), $"192.0.{i / 250}.{i % 250}", Make.Token);
            Assert.Equal(200, answer.Status);
        }

        await room.WorkAsync();
        Assert.Single(room.Mailer.Sent);
    }

    [Fact]
    public async Task Subscribe_ManyAddressesFromOneSource_AreCappedAndTheOthersAreNot()
    {
        for (var i = 0; i < 30; i++)
        {
            var answer = await _room.SubscribePages.TakeAsync("fr", ReadersRoom.Form(("address", $"r{i}@example.org")), ReadersRoom.Source, Make.Token);
            Assert.Equal(i < 10 ? 200 : 429, answer.Status);
        }

        Assert.Equal(200, (await _room.SubscribePages.TakeAsync("fr", ReadersRoom.Form(("address", "other@example.org")), "192.0.2.2", Make.Token)).Status);
        _room.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(200, (await _room.SubscribePages.TakeAsync("fr", ReadersRoom.Form(("address", "late@example.org")), ReadersRoom.Source, Make.Token)).Status);
    }

    [Fact]
    public async Task Subscribe_ManySources_AreCappedTogether()
    {
        var room = new ReadersRoom(new SubscriberOptions { MaxPerHour = 20 });
        var answers = new List<int>();
        for (var i = 0; i < 30; i++)
        {
            answers.Add((await room.SubscribePages.TakeAsync("fr", ReadersRoom.Form(("address", $"r{i}@example.org")), $"192.0.2.{i}", Make.Token)).Status);
        }

        Assert.Equal((20, 10), (answers.Count(status => status == 200), answers.Count(status => status == 429)));
    }

    [Theory]
    [InlineData("marie@example.org\r\nBcc: all@example.org")]
    [InlineData("marie@example.org\nBcc:all@example.org")]
    [InlineData("\"Marie\r\nBcc: all@example.org\" <marie@example.org>")]
    [InlineData("marie@example.org, all@example.org")]
    [InlineData("group:marie@example.org;")]
    [InlineData("marie@example.org\0")]
    [InlineData("<marie@example.org>")]
    [InlineData("marie@example.org (Bcc: x@y.org)")]
    [InlineData("marie")]
    [InlineData("@example.org")]
    [InlineData("")]
    public async Task Subscribe_AnAddressThatSteersAHeader_IsNoAddress(string address)
    {
        var answer = await _room.SubscribePages.TakeAsync("fr", ReadersRoom.Form(("address", address)), ReadersRoom.Source, Make.Token);
        Assert.Equal(400, answer.Status);
        Assert.Empty(_room.Queue.Tickets);
    }

    [Fact]
    public async Task Subscribe_WordsOfTheVisitor_NeverTravelInTheMail()
    {
        const string Spam = "cheap-pills";
        await _room.SubscribePages.TakeAsync(
            "fr",
            ReadersRoom.Form(("address", ReadersRoom.Address), ("name", Spam), ("followed", Spam), ("muted", $"<b>{Spam}</b>"), ("subject", Spam)),
            ReadersRoom.Source,
            Make.Token);
        await _room.WorkAsync();

        var mail = Assert.Single(_room.Mailer.Sent);
        Assert.All(new[] { mail.Subject, mail.Html, mail.Text, mail.FromName, mail.From, mail.ListId }, part => Assert.DoesNotContain(Spam, part, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Subscribe_AProgramThatFillsEveryField_IsThankedAndForgotten()
    {
        var answer = await _room.SubscribePages.TakeAsync("fr", ReadersRoom.Form(("address", ReadersRoom.Address), ("website", "http://spam.example")), ReadersRoom.Source, Make.Token);
        Assert.Equal(200, answer.Status);
        Assert.Empty(_room.Queue.Tickets);
    }

    [Fact]
    public async Task Answer_ATicketThatIsNotOurs_IsLeftOut()
    {
        var foreign = new KeyOptionsOf(9).Ring.Seal("{}");
        await _room.Answer.RunAsync(new SignUpTicket(foreign), Make.Token);
        await _room.Answer.RunAsync(new SignUpTicket("not sealed at all"), Make.Token);
        await _room.Answer.RunAsync(new SignUpTicket(""), Make.Token);
        Assert.Empty(_room.Mailer.Sent);
    }

    [Fact]
    public void Seal_AnyText_OpensAndNeverReadsTheSame()
    {
        Gen.String.Sample(text => _room.Keys.Open(_room.Keys.Seal(text)) == new string(text.EnumerateRunes().SelectMany(rune => rune.ToString()).ToArray()));
        Assert.NotEqual(_room.Keys.Seal("a"), _room.Keys.Seal("a"));
    }

    [Theory]
    [InlineData("203.0.113.9", null, 1, "203.0.113.9")]
    [InlineData("10.0.0.1", "198.51.100.7", 1, "198.51.100.7")]
    [InlineData("10.0.0.1", "198.51.100.7:4711", 1, "198.51.100.7")]
    [InlineData("10.0.0.1", "1.1.1.1, 198.51.100.7", 1, "198.51.100.7")]
    [InlineData("10.0.0.1", "1.1.1.1, 198.51.100.7, 10.9.9.9", 2, "198.51.100.7")]
    [InlineData("10.0.0.1", "1.1.1.1", 0, "10.0.0.1")]
    [InlineData("10.0.0.1", "nonsense", 1, "10.0.0.1")]
    [InlineData("::ffff:192.0.2.4", null, 1, "192.0.2.4")]
    [InlineData("10.0.0.1", "[2001:db8:1:2:3:4:5:6]:443", 1, "20010db800010002")]
    [InlineData("2001:db8:1:2:ffff::9", null, 1, "20010db800010002")]
    public void Source_BehindProxies_IsWhatOurOwnProxySaw(string remote, string? forwarded, int proxies, string expected) =>
        Assert.Equal(expected, SignUpSource.Of(System.Net.IPAddress.Parse(remote), forwarded, proxies));

    [Fact]
    public async Task Preferences_MarkupInTopics_IsEscaped()
    {
        var reader = await _room.ActiveAsync();
        var page = await _room.PreferencesPages.TakeAsync(
            _room.TokenOf(reader, TokenPurpose.Preferences), ReadersRoom.Form(("frequency", "Daily"), ("followed", "</textarea><script>alert(1)</script>")), null, Make.Token);
        Assert.Equal(200, page.Status);
        Assert.DoesNotContain("<script", page.Content, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", page.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erase_NeverAgain_LeavesNothingButTheHash()
    {
        var reader = await _room.ActiveAsync();
        await _room.Positions.TryMoveAsync([(new(reader.Id, new DigestId("main", ReadersRoom.Start), new VariantId(reader.Id.Value)), null)], Make.Token);
        var token = _room.TokenOf(reader, TokenPurpose.Preferences);
        Assert.Equal(200, (await _room.PreferencesPages.EraseAsync(token, ReadersRoom.Form(("never", "yes")), null, Make.Token)).Status);

        Assert.Null(await _room.ReaderAsync());
        Assert.Null(await _room.Positions.FindAsync(reader.Id, Make.Token));
        Assert.Equal(SuppressionReason.Erased, (await _room.Suppressions.FindAsync(reader.Id, Make.Token))!.Reason);
        Assert.False(await _room.Answer.RunAsync(new SignUp(ReadersRoom.Address, ReadersRoom.French), Make.Token));
        Assert.Equal(404, (await _room.PreferencesPages.EraseAsync(token, new(), null, Make.Token)).Status);
    }

    private sealed class KeyOptionsOf
    {
        public KeyOptionsOf(byte seed)
        {
            var options = new KeyOptions { Address = Convert.ToBase64String(Enumerable.Repeat(seed, 32).ToArray()) };
            options.Ring["k1"] = options.Address;
            Ring = new KeyRing(Microsoft.Extensions.Options.Options.Create(options));
        }

        public KeyRing Ring { get; }
    }
}
