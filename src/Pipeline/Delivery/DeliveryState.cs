namespace Pipeline.Delivery;

/// <summary>How far one mail to one reader has come.</summary>
public enum DeliveryState
{
    /// <summary>To be sent.</summary>
    Planned,

    /// <summary>A sender has it in hand, until the claim expires. Never stored: a planned mail that is in a <see cref="DeliveryHand"/>.</summary>
    Claimed,

    /// <summary>The server took it; that does not mean that it has arrived.</summary>
    Submitted,

    /// <summary>Refused for good, or too late.</summary>
    Failed,

    /// <summary>The sender died or the line broke after the mail was handed over: it may or may not have gone. Not sent again by default.</summary>
    Uncertain,

    /// <summary>Not sent, for a reason that is no failure: nothing new, left in the meantime, suppressed, paused.</summary>
    Skipped,
}
