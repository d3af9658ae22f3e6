using Microsoft.Extensions.Options;
using Pipeline.Adapters.Mail;
using Pipeline.Delivery;
using Pipeline.Testing;

namespace Pipeline.Adapters.Tests.Mail;

/// <summary>What a real server can do wrong: the outcome of the mail, the state of the connection, and that the next mail goes through.</summary>
public sealed class FaultTableTests : IAsyncDisposable
{
    private const int Always = int.MaxValue;
    private readonly SmtpSink _sink = new();
    private SmtpConnections? _connections;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await (_connections?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _sink.DisposeAsync();
    }

    [Theory]
    [InlineData(SmtpFault.RecipientBusy450, nameof(SendOutcome.NotSent), "450 4.2.1", true)]
    [InlineData(SmtpFault.TooManyRecipients452, nameof(SendOutcome.NotSent), "452 4.5.3", true)]
    [InlineData(SmtpFault.LocalError451AfterData, nameof(SendOutcome.NotSent), "451 4.3.0", true)]
    [InlineData(SmtpFault.RecipientUnknown550, nameof(SendOutcome.AddressRefused), "550 5.1.1", true)]
    [InlineData(SmtpFault.RecipientRefused550Bare, nameof(SendOutcome.MessageRefused), "550", true)]
    [InlineData(SmtpFault.MailboxFull552, nameof(SendOutcome.MessageRefused), "552 5.2.2", true)]
    [InlineData(SmtpFault.PolicyRefused550AfterData, nameof(SendOutcome.MessageRefused), "550 5.7.1", true)]
    [InlineData(SmtpFault.AccessDenied550AfterData, nameof(SendOutcome.SenderRefused), "550 5.7.515", true)]
    [InlineData(SmtpFault.SenderRefused550, nameof(SendOutcome.SenderRefused), "550 5.7.1", true)]
    [InlineData(SmtpFault.LogInMissing530, nameof(SendOutcome.SenderRefused), "530", true)]
    [InlineData(SmtpFault.DropAtRecipient, nameof(SendOutcome.NotSent), null, false)]
    [InlineData(SmtpFault.DropAtData, nameof(SendOutcome.NotSent), null, false)]
    [InlineData(SmtpFault.DropDuringData, nameof(SendOutcome.Uncertain), null, false)]
    [InlineData(SmtpFault.DropAfterData, nameof(SendOutcome.Uncertain), null, false)]
    [InlineData(SmtpFault.SilentAfterData, nameof(SendOutcome.Uncertain), null, false)]
    public async Task Send_ServerMisbehavesOnce_OutcomeAndConnectionAreThoseOfTheTable(SmtpFault fault, string outcome, string? code, bool staysUsable)
    {
        var mailer = Mailer();
        _sink.Misbehave(fault, 1);

        var failed = await mailer.SendAsync(Examples.Mail(), Token);
        var kept = _sink.Mails.Count;
        var next = await mailer.SendAsync(Examples.Mail(), Token);

        Assert.Equal(outcome, failed.GetType().Name);
        Assert.StartsWith(code ?? "", ReasonOf(failed), StringComparison.Ordinal);
        Assert.Equal(fault is SmtpFault.DropAfterData or SmtpFault.SilentAfterData ? 1 : 0, kept);
        Assert.IsType<SendOutcome.Submitted>(next);
        Assert.Equal(staysUsable ? 1 : 2, _sink.Connections);
    }

    [Theory]
    [InlineData(SmtpFault.ClosingAtGreeting421)]
    [InlineData(SmtpFault.ClosingAtRecipient421)]
    [InlineData(SmtpFault.ClosingAfterData421)]
    public async Task Send_ServerClosesOnce421_IsSentOverANewConnection(SmtpFault fault)
    {
        var mailer = Mailer();
        _sink.Misbehave(fault, 1);

        Assert.IsType<SendOutcome.Submitted>(await mailer.SendAsync(Examples.Mail(), Token));
        Assert.Single(_sink.Mails);
        Assert.Equal(2, _sink.Connections);
    }

    [Theory]
    [InlineData(SmtpFault.ClosingAtGreeting421)]
    [InlineData(SmtpFault.ClosingAtRecipient421)]
    [InlineData(SmtpFault.ClosingAfterData421)]
    public async Task Send_ServerClosesAgainAndAgain421_IsNotSentAfterTwoTries(SmtpFault fault)
    {
        var mailer = Mailer();
        _sink.Misbehave(fault, Always);

        var outcome = Assert.IsType<SendOutcome.NotSent>(await mailer.SendAsync(Examples.Mail(), Token));
        Assert.StartsWith("421", outcome.Reason, StringComparison.Ordinal);
        Assert.Equal(2, _sink.Connections);
    }

    [Fact]
    public async Task Send_ServerSilentAtTheGreeting_IsNotSent()
    {
        var mailer = Mailer();
        _sink.Misbehave(SmtpFault.SilentAtGreeting, 1);

        Assert.IsType<SendOutcome.NotSent>(await mailer.SendAsync(Examples.Mail(), Token));
        Assert.IsType<SendOutcome.Submitted>(await mailer.SendAsync(Examples.Mail(), Token));
    }

    [Fact]
    public async Task Send_ServerRefusesTheConnection554_IsTheSendersFault()
    {
        var mailer = Mailer();
        _sink.Misbehave(SmtpFault.NoService554, 1);

        Assert.IsType<SendOutcome.SenderRefused>(await mailer.SendAsync(Examples.Mail(), Token));
        Assert.IsType<SendOutcome.Submitted>(await mailer.SendAsync(Examples.Mail(), Token));
    }

    [Theory]
    [InlineData(SmtpFault.LogInRefused535, nameof(SendOutcome.SenderRefused), "535")]
    [InlineData(SmtpFault.LogInBusy454, nameof(SendOutcome.NotSent), "454")]
    public async Task Send_LogInFails_IsTheSendersFaultUnlessItMayPass(SmtpFault fault, string outcome, string code)
    {
        var mailer = Mailer(options => (options.User, options.Password) = ("journal", "secret"));
        _sink.Misbehave(fault, 1);

        var failed = await mailer.SendAsync(Examples.Mail(), Token);
        Assert.Equal(outcome, failed.GetType().Name);
        Assert.StartsWith(code, ReasonOf(failed), StringComparison.Ordinal);
        Assert.IsType<SendOutcome.Submitted>(await mailer.SendAsync(Examples.Mail(), Token));
        Assert.Equal("\0journal\0secret", Assert.Single(_sink.LogIns));
    }

    private static string ReasonOf(SendOutcome outcome) => outcome switch
    {
        SendOutcome.NotSent notSent => notSent.Reason,
        SendOutcome.AddressRefused refused => refused.Reason,
        SendOutcome.MessageRefused refused => refused.Reason,
        SendOutcome.SenderRefused refused => refused.Reason,
        SendOutcome.Uncertain uncertain => uncertain.Reason,
        _ => "",
    };

    private SmtpMailer Mailer(Action<SmtpOptions>? change = null)
    {
        var options = new SmtpOptions { Host = "127.0.0.1", Port = _sink.Port, AnswerTimeout = TimeSpan.FromSeconds(3) };
        change?.Invoke(options);
        _connections = new SmtpConnections(Options.Create(options), TimeProvider.System);
        return new SmtpMailer(Options.Create(options), _connections, new DkimSignature(Options.Create(options)));
    }
}
