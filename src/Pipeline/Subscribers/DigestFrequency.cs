namespace Pipeline.Subscribers;

/// <summary>How often a reader wants the digest.</summary>
public enum DigestFrequency
{
    /// <summary>Every edition of the list that has news for the reader.</summary>
    EveryDigest,

    /// <summary>Once a day at the reader's hour.</summary>
    Daily,

    /// <summary>On the days of the week that the reader has chosen, at the reader's hour.</summary>
    ChosenDays,

    /// <summary>Once a week, on the first of the days that the reader has chosen.</summary>
    Weekly,
}
