namespace Pipeline.Testing;

/// <summary>What <see cref="SmtpSink"/> does wrong.</summary>
public enum SmtpFault
{
    /// <summary>Nothing: mails are taken.</summary>
    None,

    /// <summary>Accepts the connection and never says a word.</summary>
    SilentAtGreeting,

    /// <summary>421 instead of a greeting, and closes.</summary>
    ClosingAtGreeting421,

    /// <summary>550 to MAIL FROM.</summary>
    SenderRefused550,

    /// <summary>450 to RCPT TO.</summary>
    RecipientBusy450,

    /// <summary>452 to RCPT TO.</summary>
    TooManyRecipients452,

    /// <summary>550 5.1.1 to RCPT TO.</summary>
    RecipientUnknown550,

    /// <summary>421 to RCPT TO, and closes.</summary>
    ClosingAtRecipient421,

    /// <summary>Closes the line on RCPT TO.</summary>
    DropAtRecipient,

    /// <summary>Closes the line on DATA, before it asks for the content.</summary>
    DropAtData,

    /// <summary>451 after the content.</summary>
    LocalError451AfterData,

    /// <summary>550 5.7.1 after the content.</summary>
    PolicyRefused550AfterData,

    /// <summary>Closes the line in the middle of the content, after its first line.</summary>
    DropDuringData,

    /// <summary>Takes the mail, then closes the line without saying so.</summary>
    DropAfterData,

    /// <summary>Takes the mail and never says so.</summary>
    SilentAfterData,

    /// <summary>Takes the mail, says so, and never answers QUIT.</summary>
    SilentAtQuit,

    /// <summary>554 instead of a greeting, and closes.</summary>
    NoService554,

    /// <summary>535 to AUTH.</summary>
    LogInRefused535,

    /// <summary>454 to AUTH.</summary>
    LogInBusy454,

    /// <summary>530 to MAIL FROM.</summary>
    LogInMissing530,

    /// <summary>550 to RCPT TO, without an enhanced code, as block lists answer.</summary>
    RecipientRefused550Bare,

    /// <summary>552 5.2.2 to RCPT TO.</summary>
    MailboxFull552,

    /// <summary>421 after the content, which was not taken, and closes.</summary>
    ClosingAfterData421,

    /// <summary>550 5.7.515 after the content.</summary>
    AccessDenied550AfterData,
}
