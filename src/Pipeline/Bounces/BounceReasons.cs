namespace Pipeline.Bounces;

/// <summary>Why a mail that came back is left where it lies.</summary>
public static class BounceReasons
{
    /// <summary>Larger than <see cref="BounceOptions.MaxMailBytes"/>.</summary>
    public const string TooLarge = "too-large";

    /// <summary>No mail at all.</summary>
    public const string Damaged = "damaged";

    /// <summary>A mail, but neither a delivery status notification (RFC 3464) nor a feedback report (RFC 5965): an answer of a person, perhaps.</summary>
    public const string NoReport = "no-report";

    /// <summary>A report that names no recipient.</summary>
    public const string NoRecipient = "no-recipient";

    /// <summary>A report about somebody who is no reader.</summary>
    public const string ReaderUnknown = "reader-unknown";
}
