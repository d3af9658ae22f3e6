namespace Pipeline.Subscribers;

/// <summary>Where a reader stands between asking for the digest and leaving it.</summary>
public enum SubscriberState
{
    /// <summary>Has asked, or was entered by somebody, and has not confirmed the address yet. Gets no digest.</summary>
    Pending,

    /// <summary>Confirmed, or imported with a proof of consent. Gets the digest.</summary>
    Active,

    /// <summary>Has left. Gets nothing, and may come back by asking and confirming anew.</summary>
    Unsubscribed,

    /// <summary>Must not be written to: the address stands on the suppression list.</summary>
    Suppressed,
}
