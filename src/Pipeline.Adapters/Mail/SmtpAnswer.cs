namespace Pipeline.Adapters.Mail;

/// <summary>What came of knocking at a mail server.</summary>
internal sealed record SmtpAnswer
{
    /// <summary>The step that failed; null where none did.</summary>
    public SmtpStep? Failed { get; init; }

    /// <summary>Why, in the words of the server or the system; never shown to strangers.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether the line is encrypted.</summary>
    public bool IsSecure { get; init; }

    /// <summary>Whether the server lets users sign in on this line.</summary>
    public bool OffersSignIn { get; init; }

    /// <summary>Whether we have signed in.</summary>
    public bool IsSignedIn { get; init; }
}
