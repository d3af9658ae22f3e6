namespace Pipeline.Subscribers;

/// <summary>What a signed link is good for; a token of one purpose is never taken for another.</summary>
public enum TokenPurpose
{
    /// <summary>Confirms the address.</summary>
    Confirm,

    /// <summary>Shows and changes what the reader has chosen, exports and erases the reader's data.</summary>
    Preferences,

    /// <summary>Ends the subscription.</summary>
    Unsubscribe,
}
