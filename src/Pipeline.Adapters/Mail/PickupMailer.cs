using Pipeline.Delivery;

namespace Pipeline.Adapters.Mail;

/// <summary>Writes mails to the pickup folder instead of sending them.</summary>
internal sealed class PickupMailer(PickupFolder folder) : IMailer
{
    public async Task<SendOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        if (DigestMessage.From(mail) is not { } message)
        {
            return SmtpFaults.Unwritable(mail);
        }

        using (message)
        {
            try
            {
                return new SendOutcome.Submitted(await folder.WriteAsync(mail, message, cancellationToken).ConfigureAwait(false));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return new SendOutcome.NotSent(exception.Message);
            }
        }
    }
}
