using MailKit.Net.Smtp;
using MimeKit;
using Pipeline.Delivery;

namespace Pipeline.Adapters.Mail;

/// <summary>One connection to the mail server. For one user at a time, as MailKit's client is.</summary>
internal sealed class SmtpConnection : IDisposable
{
    private static readonly TimeSpan s_goodbye = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_probe = TimeSpan.FromSeconds(5);
    private readonly SmtpClient _client;

    private SmtpConnection(SmtpClient client) => _client = client;

    /// <summary>Mails begun on it.</summary>
    public int Mails { get; private set; }

    /// <summary>When it was laid aside last.</summary>
    public DateTimeOffset IdleSince { get; set; }

    /// <summary>Whether the line still stands, as far as this side knows.</summary>
    public bool IsOpen => _client.IsConnected;

    /// <summary>Connects and logs in, within <see cref="SmtpOptions.ConnectTimeout"/> and <see cref="SmtpOptions.AnswerTimeout"/> for each answer.</summary>
    public static async Task<SmtpConnection> OpenAsync(SmtpOptions options, TransferWatch watch, CancellationToken cancellationToken)
    {
        var client = new SmtpClient { Timeout = (int)options.AnswerTimeout.TotalMilliseconds };
        try
        {
            watch.Stage = SendStage.Connecting;
            await ConnectAsync(client, options, cancellationToken).ConfigureAwait(false);
            if (!string.IsNullOrEmpty(options.User))
            {
                watch.Stage = SendStage.LoggingIn;
                await client.AuthenticateAsync(options.User, options.Password ?? "", cancellationToken).ConfigureAwait(false);
            }

            return new SmtpConnection(client);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Sends one mail and returns the server's words.</summary>
    public Task<string> SendAsync(MimeMessage message, TransferWatch watch, CancellationToken cancellationToken)
    {
        watch.Stage = SendStage.Envelope;
        watch.IsOnKeptConnection = Mails++ > 0;
        return _client.SendAsync(DigestMessage.Format, message, cancellationToken, watch);
    }

    /// <summary>Whether the server still answers.</summary>
    public async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_probe);
        try
        {
            await _client.NoOpAsync(limit.Token).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (SmtpFaults.IsOfTheLine(exception) && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Closes it in good order where the server lets it, and in any case within two seconds.</summary>
    public async Task CloseAsync()
    {
        using var limit = new CancellationTokenSource(s_goodbye);
        try
        {
            await _client.DisconnectAsync(quit: true, limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (SmtpFaults.IsOfTheLine(exception))
        {
            // What the server took, it took; how the line is closed changes nothing about that.
        }
        finally
        {
            _client.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static async Task ConnectAsync(SmtpClient client, SmtpOptions options, CancellationToken cancellationToken)
    {
        var line = await SmtpLine.ConnectAsync(options, cancellationToken).ConfigureAwait(false);
        try
        {
            await line.GreetAsync(client, options, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await line.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
