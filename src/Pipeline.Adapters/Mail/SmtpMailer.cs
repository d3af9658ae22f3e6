using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;
using Pipeline.Delivery;

namespace Pipeline.Adapters.Mail;

/// <summary>
/// Sends each mail over an SMTP connection of its own. What comes of it: an answer of the server decides; without one, the mail is
/// uncertain once its content has begun to travel, and surely not sent before. Thread-safe.
/// </summary>
internal sealed class SmtpMailer(IOptions<SmtpOptions> options) : IMailer
{
    public const string NoAddress = "address-invalid";
    private const int MaxReasonCharacters = 500;
    private static readonly TimeSpan s_goodbye = TimeSpan.FromSeconds(2);
    private readonly SmtpOptions _options = options.Value;

    public async Task<SendOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        if (DigestMessage.From(mail) is not { } message)
        {
            return new SendOutcome.Refused(NoAddress);
        }

        using (message)
        {
            return Anonymous(await SendAsync(message, cancellationToken).ConfigureAwait(false), mail.To);
        }
    }

    private async Task<SendOutcome> SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        var transfer = new TransferWatch();
        using var budget = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        budget.CancelAfter(_options.SendTimeout);
        try
        {
            using var client = new SmtpClient { Timeout = (int)_options.AnswerTimeout.TotalMilliseconds };
            await ConnectAsync(client, budget.Token).ConfigureAwait(false);
            var receipt = await client.SendAsync(DigestMessage.Format, message, budget.Token, transfer).ConfigureAwait(false);
            await SayGoodbyeAsync(client).ConfigureAwait(false);
            return new SendOutcome.Submitted(receipt);
        }
        catch (SmtpCommandException answer)
        {
            return Classify(answer);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && !transfer.HasBegun)
        {
            throw;
        }
        catch (Exception exception) when (IsOfTheLine(exception))
        {
            var reason = exception is OperationCanceledException ? "timeout" : exception.Message;
            return transfer.HasBegun ? new SendOutcome.Uncertain(reason) : new SendOutcome.NotSent(reason);
        }
    }

    private async Task ConnectAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        // MailKit leaves Nagle's algorithm on: with delayed acknowledgements that costs some 45 ms a mail.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(_options.ConnectTimeout);
            await socket.ConnectAsync(_options.Host!, _options.Port, limit.Token).ConfigureAwait(false);
            await client.ConnectAsync(socket, _options.Host!, _options.Port, SecurityOf(_options.Security), cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        if (!string.IsNullOrEmpty(_options.User))
        {
            await client.AuthenticateAsync(_options.User, _options.Password ?? "", cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task SayGoodbyeAsync(SmtpClient client)
    {
        using var limit = new CancellationTokenSource(s_goodbye);
        try
        {
            await client.DisconnectAsync(quit: true, limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsOfTheLine(exception))
        {
            // The server has said yes to the mail; how the line is closed changes nothing about that.
        }
    }

    // A 5yz answer to the recipient or to the content is final. One to the sender, to the log-in or to the connection is about the set-up,
    // which somebody may put right before the issue expires.
    private static SendOutcome Classify(SmtpCommandException answer)
    {
        var reason = $"{(int)answer.StatusCode} {answer.Message}";
        var isAboutThisMail = answer.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted;
        return isAboutThisMail && (int)answer.StatusCode >= 500 ? new SendOutcome.Refused(reason) : new SendOutcome.NotSent(reason);
    }

    private static bool IsOfTheLine(Exception exception) => exception
        is SocketException
        or IOException
        or TimeoutException
        or OperationCanceledException
        or ProtocolException
        or SslHandshakeException
        or AuthenticationException
        or ServiceNotConnectedException
        or ServiceNotAuthenticatedException
        or NotSupportedException;

    // Answers of servers repeat the address; it stands in one place only, and that is not the ledger.
    private static SendOutcome Anonymous(SendOutcome outcome, string address)
    {
        string Shown(string text)
        {
            var line = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Replace(address, "*", StringComparison.OrdinalIgnoreCase).Trim();
            return line.Length <= MaxReasonCharacters ? line : line[..MaxReasonCharacters];
        }

        return outcome switch
        {
            SendOutcome.Submitted submitted => new SendOutcome.Submitted(Shown(submitted.Receipt)),
            SendOutcome.NotSent notSent => new SendOutcome.NotSent(Shown(notSent.Reason)),
            SendOutcome.Refused refused => new SendOutcome.Refused(Shown(refused.Reason)),
            SendOutcome.Uncertain uncertain => new SendOutcome.Uncertain(Shown(uncertain.Reason)),
            _ => throw new InvalidOperationException("A further kind of outcome."),
        };
    }

    private static SecureSocketOptions SecurityOf(SmtpSecurity security) => security switch
    {
        SmtpSecurity.None => SecureSocketOptions.None,
        SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.Auto,
    };
}
