namespace Pipeline.Delivery;

/// <summary>Hands mails to a server or a folder.</summary>
public interface IMailer
{
    /// <summary>Mails that can be under way at once; more wait for their turn.</summary>
    int MailsAtOnce => int.MaxValue;

    /// <summary>Tries once to send <paramref name="mail"/>; what the server or the line does becomes an outcome, never an exception.</summary>
    Task<SendOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken);
}
