namespace Pipeline.Delivery;

/// <summary>What a refusal is about, which decides what is done about it.</summary>
public enum Fault
{
    /// <summary>It may pass: try later.</summary>
    Passing,

    /// <summary>The address is bad for good: never write there again.</summary>
    Address,

    /// <summary>This message to this reader is refused for good; the next one may pass.</summary>
    Message,

    /// <summary>The sender or the set-up is refused: every mail of the issue will be.</summary>
    Sender,
}
