namespace Pipeline.Subscribers;

/// <summary>Why an address is not written to, whatever it is subscribed to.</summary>
public enum SuppressionReason
{
    /// <summary>The address does not exist, or its server refuses it for good.</summary>
    Bounced,

    /// <summary>The reader has reported a mail as spam.</summary>
    Complained,

    /// <summary>The address was on an imported list of addresses not to write to.</summary>
    Imported,

    /// <summary>Somebody of the newsroom has put it there.</summary>
    Manual,

    /// <summary>The person has asked to be forgotten and never written to again.</summary>
    Erased,
}
