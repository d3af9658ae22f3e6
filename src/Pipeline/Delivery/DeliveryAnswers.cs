namespace Pipeline.Delivery;

/// <summary>What stands as the answer of a delivery that ended without one of the server.</summary>
public static class DeliveryAnswers
{
    /// <summary>The issue grew too old.</summary>
    public const string Expired = "expired";

    /// <summary>The sender died with the mail in hand.</summary>
    public const string ClaimExpired = "claim-expired";

    /// <summary>The issue is not in the store.</summary>
    public const string IssueMissing = "issue-missing";

    /// <summary>The reader is no longer the configured one.</summary>
    public const string RecipientUnknown = "recipient-unknown";
}
