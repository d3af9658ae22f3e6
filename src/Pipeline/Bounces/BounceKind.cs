namespace Pipeline.Bounces;

/// <summary>What a report that came back says of a reader.</summary>
public enum BounceKind
{
    /// <summary>Nothing that asks for anything: delayed, relayed, withdrawn.</summary>
    None,

    /// <summary>The mail has arrived: what was counted against the reader is forgotten.</summary>
    Delivered,

    /// <summary>The address is bad for good.</summary>
    Hard,

    /// <summary>The mail has not arrived, and the next one may: a full mailbox, a system that is away.</summary>
    Soft,

    /// <summary>Refused for what it says or who sent it: that is noted, and counts against no reader.</summary>
    Policy,

    /// <summary>The reader has reported the mail as spam, or asks to be left alone.</summary>
    Complaint,
}
