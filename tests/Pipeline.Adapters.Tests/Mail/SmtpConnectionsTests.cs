using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Adapters.Mail;
using Pipeline.Delivery;
using Pipeline.Testing;

namespace Pipeline.Adapters.Tests.Mail;

public sealed class SmtpConnectionsTests : IAsyncDisposable
{
    private readonly SmtpSink _sink = new();
    private readonly FakeTimeProvider _time = new(Examples.At);
    private SmtpConnections? _connections;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await (_connections?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _sink.DisposeAsync();
    }

    [Fact]
    public async Task Send_ManyAtOnce_OpensNoMoreConnectionsThanAllowed()
    {
        var mailer = Mailer(options => (options.MaxConnections, options.MessagesPerConnection) = (3, 1000));
        await SendAsync(mailer, 60);
        Assert.Equal(60, _sink.Mails.Count);
        Assert.InRange(_sink.Connections, 1, 3);
    }

    [Fact]
    public async Task Send_ConnectionIsSpent_OpensAnother()
    {
        var mailer = Mailer(options => (options.MaxConnections, options.MessagesPerConnection) = (1, 20));
        await SendAsync(mailer, 50);
        Assert.Equal(50, _sink.Mails.Count);
        Assert.Equal(3, _sink.Connections);
    }

    [Fact]
    public async Task Send_AfterAShortPause_AsksWhetherTheServerIsThereAndKeepsTheConnection()
    {
        var mailer = Mailer();
        await SendAsync(mailer, 1);
        _time.Advance(TimeSpan.FromSeconds(10));
        await SendAsync(mailer, 1);
        Assert.Equal(1, _sink.Connections);
    }

    [Fact]
    public async Task Send_AfterTheIdleLimit_OpensAnotherAndTheOldOneWasClosed()
    {
        var mailer = Mailer();
        await SendAsync(mailer, 1);
        Assert.Equal(1, _sink.OpenConnections);
        _time.Advance(TimeSpan.FromSeconds(31));
        for (var i = 0; i < 200 && _sink.OpenConnections > 0; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(25), Token);
        }

        Assert.Equal(0, _sink.OpenConnections);
        await SendAsync(mailer, 1);
        Assert.Equal(2, _sink.Connections);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public async Task Send_ServerHungUpWhileIdle_GoesOverANewConnection(int pauseSeconds)
    {
        var mailer = Mailer();
        await SendAsync(mailer, 3);
        _sink.HangUp();
        _time.Advance(TimeSpan.FromSeconds(pauseSeconds));
        await SendAsync(mailer, 1);
        Assert.Equal(4, _sink.Mails.Count);
    }

    [Fact]
    public async Task Send_AllSlotsAreTaken_IsNotSentOnceItsTimeIsOver()
    {
        var patient = Mailer(options => (options.MaxConnections, options.AnswerTimeout, options.SendTimeout) = (1, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2)));
        var impatient = MailerOver(_connections!, new SmtpOptions { Host = "127.0.0.1", Port = _sink.Port, SendTimeout = TimeSpan.FromMilliseconds(200) });
        _sink.Misbehave(SmtpFault.SilentAfterData, 1);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var hanging = patient.SendAsync(Examples.Mail(), stop.Token);
        while (_sink.Mails.Count == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), Token);
        }

        Assert.IsType<SendOutcome.NotSent>(await impatient.SendAsync(Examples.Mail(), Token));
        await stop.CancelAsync();
        Assert.IsType<SendOutcome.Uncertain>(await hanging);
        await SendAsync(patient, 1);
    }

    [Fact]
    public async Task Dispose_KeptConnections_AreClosedInGoodOrder()
    {
        var mailer = Mailer();
        await SendAsync(mailer, 8);
        await _connections!.DisposeAsync();
        for (var i = 0; i < 200 && _sink.OpenConnections > 0; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(25), Token);
        }

        Assert.Equal(0, _sink.OpenConnections);
    }

    private static async Task SendAsync(SmtpMailer mailer, int mails)
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, mails).Select(_ => mailer.SendAsync(Examples.Mail(), Token)));
        Assert.All(outcomes, outcome => Assert.IsType<SendOutcome.Submitted>(outcome));
    }

    private SmtpMailer Mailer(Action<SmtpOptions>? change = null)
    {
        var options = new SmtpOptions { Host = "127.0.0.1", Port = _sink.Port };
        change?.Invoke(options);
        _connections = new SmtpConnections(Options.Create(options), _time);
        return MailerOver(_connections, options);
    }

    private static SmtpMailer MailerOver(SmtpConnections connections, SmtpOptions options) =>
        new(Options.Create(options), connections, new DkimSignature(Options.Create(options)));
}
