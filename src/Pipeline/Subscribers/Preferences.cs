namespace Pipeline.Subscribers;

/// <summary>What a reader has chosen. Immutable.</summary>
public sealed record Preferences
{
    /// <summary>Language of the mails, one of <see cref="Strings.Languages"/>.</summary>
    public required string Language { get; init; }

    /// <summary>How often.</summary>
    public DigestFrequency Frequency { get; init; } = DigestFrequency.Daily;

    /// <summary>The chosen days of the week; counts for <see cref="DigestFrequency.ChosenDays"/> and <see cref="DigestFrequency.Weekly"/> only.</summary>
    public IReadOnlyList<DayOfWeek> Days { get; init; } = [];

    /// <summary>The hour at the reader's; counts for all but <see cref="DigestFrequency.EveryDigest"/>.</summary>
    public TimeOnly Hour { get; init; } = new(7, 0);

    /// <summary>IANA id of the reader's time zone.</summary>
    public required string TimeZone { get; init; }

    /// <summary>No digest before this day of the reader's; null for none.</summary>
    public DateOnly? PausedUntil { get; init; }

    /// <summary>What is followed and muted.</summary>
    public TopicChoice Topics { get; init; } = TopicChoice.Everything;

    /// <summary>When the reader changed any of this last; null for never since the digest was asked for.</summary>
    public DateTimeOffset? ChangedAt { get; init; }
}
