using Microsoft.Extensions.Logging;
using Pipeline.Delivery;

namespace Pipeline.Adapters.Mail;

/// <summary>Sends through another mailer and keeps a copy of what its server took.</summary>
internal sealed partial class RecordingMailer(IMailer inner, PickupFolder folder, ILogger<RecordingMailer> logger) : IMailer
{
    public int MailsAtOnce => inner.MailsAtOnce;

    public async Task<SendOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        var outcome = await inner.SendAsync(mail, cancellationToken).ConfigureAwait(false);
        if (outcome is SendOutcome.Submitted && DigestMessage.From(mail) is { } message)
        {
            using (message)
            {
                try
                {
                    // The mail has gone out: neither a full disk nor a cancellation may turn that into a failure, and the failure into a second mail.
                    await folder.WriteAsync(mail, message, CancellationToken.None).ConfigureAwait(false);
                }
                catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
                {
                    LogNotRecorded(logger, exception, MailIdentity.Of(mail));
                }
            }
        }

        return outcome;
    }
}
