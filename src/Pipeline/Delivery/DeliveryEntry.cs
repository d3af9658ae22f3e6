using Pipeline.Digest;
using Pipeline.Subscribers;

namespace Pipeline.Delivery;

/// <summary>One row of the ledger: an issue and a reader. Holds no address. Immutable.</summary>
public sealed record DeliveryEntry
{
    /// <summary>The issue.</summary>
    public required DigestId Digest { get; init; }

    /// <summary>The reader.</summary>
    public required SubscriberId Reader { get; init; }

    /// <summary>What of the issue the reader gets; null where the reader was skipped before it was composed.</summary>
    public VariantId? Variant { get; init; }

    /// <summary>Where the delivery stands.</summary>
    public required DeliveryState State { get; init; }

    /// <summary>How often the mail has been in hand, this time not counted.</summary>
    public int Attempts { get; init; }

    /// <summary>Until when the claim of the <see cref="DeliveryHand"/> that holds the mail stands; never stored; null where there is none.</summary>
    public DateTimeOffset? ClaimedUntil { get; init; }

    /// <summary>Not tried again before; null for at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Receipt or last answer of the server, or one of <see cref="DeliveryAnswers"/>; never an address.</summary>
    public string? Answer { get; init; }

    /// <summary>When the row was written last.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The row once its delivery has come to <paramref name="state"/>, or back to being planned.</summary>
    public DeliveryEntry EndedAs(DeliveryState state, string? answer, DateTimeOffset at) =>
        this with { State = state, ClaimedUntil = null, NotBefore = null, Answer = answer, At = at };
}
