namespace Pipeline.Delivery;

/// <summary>Hands mails to a server or a folder.</summary>
public interface IMailer
{
    /// <summary>Tries once to send <paramref name="mail"/>; what the server or the line does becomes an outcome, never an exception.</summary>
    Task<SendOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken);
}
