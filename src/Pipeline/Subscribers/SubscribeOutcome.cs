namespace Pipeline.Subscribers;

/// <summary>What a visitor is told; the same whoever the address belongs to.</summary>
public enum SubscribeOutcome
{
    /// <summary>The sign-up is taken, and a mail goes out if the address may be written to.</summary>
    Taken,

    /// <summary>Too many came from this source, or from all, within the hour.</summary>
    TooMany,
}
