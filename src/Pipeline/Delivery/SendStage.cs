namespace Pipeline.Delivery;

/// <summary>The step of a submission that a server answered.</summary>
public enum SendStage
{
    /// <summary>The greeting, or TLS.</summary>
    Connecting,

    /// <summary>The log-in.</summary>
    LoggingIn,

    /// <summary>MAIL FROM.</summary>
    Sender,

    /// <summary>RCPT TO.</summary>
    Recipient,

    /// <summary>MAIL, RCPT or DATA: it cannot be told which.</summary>
    Envelope,

    /// <summary>The content.</summary>
    Content,
}
