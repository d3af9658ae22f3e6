namespace Pipeline.Delivery;

/// <summary>What stands as the answer of a delivery that ended without one of the server.</summary>
public static class DeliveryAnswers
{
    /// <summary>The issue grew too old.</summary>
    public const string Expired = "expired";

    /// <summary>The sender died with the mail in hand.</summary>
    public const string ClaimExpired = "claim-expired";

    /// <summary>Nothing is new for the reader.</summary>
    public const string NothingNew = "nothing-new";

    /// <summary>The reader has left, or asked to be forgotten.</summary>
    public const string Left = "left";

    /// <summary>The address stands on the suppression list.</summary>
    public const string Suppressed = "suppressed";

    /// <summary>A later issue tells the reader the same.</summary>
    public const string Superseded = "superseded";

    /// <summary>An earlier issue that was late has told the reader part of it; the next one tells the rest.</summary>
    public const string ToldMeanwhile = "told-meanwhile";

    /// <summary>The variant is not in the store.</summary>
    public const string VariantMissing = "variant-missing";

    /// <summary>The process was asked to stop before the mail left.</summary>
    public const string Stopped = "stopped";
}
