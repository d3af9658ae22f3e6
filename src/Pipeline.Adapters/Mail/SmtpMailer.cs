using Microsoft.Extensions.Options;
using MimeKit;
using Pipeline.Delivery;

namespace Pipeline.Adapters.Mail;

/// <summary>
/// Sends mails over kept connections, one recipient a message (of two, one bad one would fail both). A connection that the server closed in good order is
/// opened anew and the mail tried again, which is no failure. Thread-safe.
/// </summary>
internal sealed class SmtpMailer(IOptions<SmtpOptions> options, SmtpConnections connections, DkimSignature dkim) : IMailer
{
    private const int MaxReasonCharacters = 500;
    private readonly SmtpOptions _options = options.Value;

    public int MailsAtOnce => _options.MaxConnections;

    public async Task<SendOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        if (DigestMessage.From(mail) is not { } message)
        {
            return SmtpFaults.Unwritable(mail);
        }

        using (message)
        {
            dkim.Sign(message);
            return Anonymous(await SendAsync(message, cancellationToken).ConfigureAwait(false), mail.To);
        }
    }

    private async Task<SendOutcome> SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        using var budget = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        budget.CancelAfter(_options.SendTimeout);
        return await TryAsync(message, isLast: false, budget.Token, cancellationToken).ConfigureAwait(false)
            ?? await TryAsync(message, isLast: true, budget.Token, cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException("The last attempt has an outcome.");
    }

    // Null where the mail is to be tried again at once, over a new connection.
    private async Task<SendOutcome?> TryAsync(MimeMessage message, bool isLast, CancellationToken budget, CancellationToken cancellationToken)
    {
        var watch = new TransferWatch();
        SmtpConnection? connection = null;
        try
        {
            connection = await connections.RentAsync(fresh: isLast, watch, budget).ConfigureAwait(false);
            return new SendOutcome.Submitted(await connection.SendAsync(message, watch, budget).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && !watch.HasBegun)
        {
            throw;
        }
        catch (Exception exception) when (SmtpFaults.IsOfTheLine(exception))
        {
            return !isLast && SmtpFaults.IsOfTheConnectionOnly(exception, watch) ? null : SmtpFaults.OutcomeOf(exception, watch);
        }
        finally
        {
            if (connection is not null)
            {
                await connections.ReturnAsync(connection).ConfigureAwait(false);
            }
        }
    }

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
            SendOutcome.AddressRefused refused => new SendOutcome.AddressRefused(Shown(refused.Reason)),
            SendOutcome.MessageRefused refused => new SendOutcome.MessageRefused(Shown(refused.Reason)),
            SendOutcome.SenderRefused refused => new SendOutcome.SenderRefused(Shown(refused.Reason)),
            SendOutcome.Uncertain uncertain => new SendOutcome.Uncertain(Shown(uncertain.Reason)),
            _ => throw new InvalidOperationException("A further kind of outcome."),
        };
    }
}
