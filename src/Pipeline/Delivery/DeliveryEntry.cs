using Pipeline.Digest;

namespace Pipeline.Delivery;

/// <summary>The ledger row of one mail to one reader. The address itself stands elsewhere.</summary>
public sealed record DeliveryEntry
{
    /// <summary>The issue.</summary>
    public required DigestId Digest { get; init; }

    /// <summary>Id of the reader, derived from the address.</summary>
    public required string Recipient { get; init; }

    /// <summary>How far it has come.</summary>
    public required DeliveryState State { get; init; }

    /// <summary>Number of attempts begun.</summary>
    public int Attempts { get; init; }

    /// <summary>When a claim ends; null unless claimed.</summary>
    public DateTimeOffset? ClaimedUntil { get; init; }

    /// <summary>What the server said: the receipt, or the reason of the last failure.</summary>
    public string? Answer { get; init; }

    /// <summary>When this state was stored.</summary>
    public required DateTimeOffset At { get; init; }
}
