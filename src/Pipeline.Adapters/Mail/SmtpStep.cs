namespace Pipeline.Adapters.Mail;

/// <summary>The steps to a mail server that takes mails.</summary>
internal enum SmtpStep
{
    /// <summary>The server takes the connection.</summary>
    Connect,

    /// <summary>It greets, and protects the line as it is asked to.</summary>
    Greet,

    /// <summary>It lets us in.</summary>
    SignIn,
}
