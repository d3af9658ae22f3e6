using Microsoft.Extensions.Options;
using Pipeline.Adapters.Mail;
using Pipeline.Delivery;
using Pipeline.Testing;

namespace Pipeline.Adapters.Tests.Mail;

public sealed class SmtpMailerTests : IAsyncDisposable
{
    private readonly SmtpSink _sink = new();
    private readonly List<SmtpConnections> _opened = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        foreach (var connections in _opened)
        {
            await connections.DisposeAsync();
        }

        await _sink.DisposeAsync();
    }

    [Fact]
    public async Task Send_ServerTakesIt_IsSubmittedWithItsWords()
    {
        var mail = Examples.Mail();

        var outcome = await Mailer().SendAsync(mail, Token);

        Assert.Equal(new SendOutcome.Submitted("2.0.0 queued as sink-1"), outcome);
        var received = Assert.Single(_sink.Mails);
        Assert.Equal(mail.From, received.From);
        Assert.Equal([mail.To], received.To);
    }

    [Fact]
    public async Task Send_ServerNeverSaysGoodbye_IsSubmittedAllTheSame()
    {
        _sink.Fault = SmtpFault.SilentAtQuit;
        Assert.IsType<SendOutcome.Submitted>(await Mailer().SendAsync(Examples.Mail(), Token));
    }

    [Fact]
    public async Task Send_SenderIsNoAddress_SuppressesNobody()
    {
        var outcome = await Mailer().SendAsync(Examples.Mail() with { From = "nobody" }, Token);
        Assert.Equal(new SendOutcome.SenderRefused(SmtpFaults.NoSender), outcome);
    }

    [Fact]
    public async Task Send_NobodyListens_IsNotSent()
    {
        var mailer = Mailer(options => options.Port = LoopbackPort.FindFree());
        Assert.IsType<SendOutcome.NotSent>(await mailer.SendAsync(Examples.Mail(), Token));
    }

    [Fact]
    public async Task Send_NameThatResolvesToNothing_IsNotSent()
    {
        var mailer = Mailer(options => options.Host = "mail.invalid");
        Assert.IsType<SendOutcome.NotSent>(await mailer.SendAsync(Examples.Mail(), Token));
    }

    [Fact]
    public async Task Send_TlsRequiredButNotOffered_IsRefusedAndNothingGoesInTheClear()
    {
        var outcome = await Mailer(options => options.Security = SmtpSecurity.StartTls).SendAsync(Examples.Mail(), Token);
        Assert.IsType<SendOutcome.SenderRefused>(outcome);
        Assert.Empty(_sink.Mails);
    }

    [Fact]
    public async Task Send_WholeBudgetIsSpent_IsUncertainAfterTheContent()
    {
        _sink.Fault = SmtpFault.SilentAfterData;
        var mailer = Mailer(options =>
        {
            options.AnswerTimeout = TimeSpan.FromMinutes(5);
            options.SendTimeout = TimeSpan.FromMilliseconds(1500);
        });
        var outcome = await mailer.SendAsync(Examples.Mail(), Token);
        Assert.Equal(new SendOutcome.Uncertain("timeout"), outcome);
    }

    [Fact]
    public async Task Send_CancelledBeforeTheContent_Throws()
    {
        _sink.Fault = SmtpFault.SilentAtGreeting;
        using var cancelled = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        var mailer = Mailer(options => options.AnswerTimeout = TimeSpan.FromMinutes(5));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => mailer.SendAsync(Examples.Mail(), cancelled.Token));
    }

    [Fact]
    public async Task Send_CancelledAfterTheContent_IsUncertain()
    {
        _sink.Fault = SmtpFault.SilentAfterData;
        using var cancelled = new CancellationTokenSource();
        var mailer = Mailer(options => options.AnswerTimeout = TimeSpan.FromMinutes(5));
        var sending = mailer.SendAsync(Examples.Mail(), cancelled.Token);
        while (_sink.Mails.Count == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), Token);
        }

        await cancelled.CancelAsync();
        Assert.IsType<SendOutcome.Uncertain>(await sending);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no address")]
    [InlineData("a@example.org, b@example.org")]
    [InlineData("a@example.org\r\nBcc: b@example.org")]
    public async Task Send_NoAddress_IsRefusedWithoutAConnection(string address)
    {
        var outcome = await Mailer().SendAsync(Examples.Mail() with { To = address }, Token);
        Assert.Equal(new SendOutcome.AddressRefused(SmtpFaults.NoAddress), outcome);
        Assert.Empty(_sink.Mails);
    }

    [Fact]
    public async Task Send_AnswerNamesTheReader_TheReasonDoesNot()
    {
        _sink.Fault = SmtpFault.RecipientUnknown550;
        var mail = Examples.Mail();
        var outcome = Assert.IsType<SendOutcome.AddressRefused>(await Mailer().SendAsync(mail, Token));
        Assert.DoesNotContain(mail.To, outcome.Reason, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("<*>", outcome.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_AgainAfterAFailure_SendsTheSameBytes()
    {
        var mail = Examples.Mail();
        _sink.Fault = SmtpFault.DropAfterData;
        await Mailer().SendAsync(mail, Token);
        _sink.Fault = SmtpFault.None;
        await Mailer().SendAsync(mail, Token);

        Assert.Equal(2, _sink.Mails.Count);
        Assert.Equal(_sink.Mails[0].Content.ToArray(), _sink.Mails[1].Content.ToArray());
    }

    [Fact]
    public async Task Send_TwentyMailsAtOnce_AllArriveOnce()
    {
        var mailer = Mailer(options => options.AnswerTimeout = TimeSpan.FromSeconds(30));
        var mails = Enumerable.Range(0, 20).Select(i => Examples.Mail() with { To = $"reader{i}@example.org" }).ToList();
        var outcomes = await Task.WhenAll(mails.Select(mail => mailer.SendAsync(mail, Token)));

        Assert.All(outcomes, outcome => Assert.IsType<SendOutcome.Submitted>(outcome));
        Assert.Equal(mails.Select(mail => mail.To).Order(), _sink.Mails.Select(mail => mail.To.Single()).Order());
    }

    private SmtpMailer Mailer(Action<SmtpOptions>? change = null)
    {
        var options = new SmtpOptions
        {
            Host = "127.0.0.1",
            Port = _sink.Port,
            Security = SmtpSecurity.Auto,
            AnswerTimeout = TimeSpan.FromMilliseconds(1500),
        };
        change?.Invoke(options);
        var connections = new SmtpConnections(Options.Create(options), TimeProvider.System);
        _opened.Add(connections);
        return new SmtpMailer(Options.Create(options), connections, new DkimSignature(Options.Create(options)));
    }
}
