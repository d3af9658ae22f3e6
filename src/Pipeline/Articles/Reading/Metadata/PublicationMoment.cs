namespace Pipeline.Articles.Reading.Metadata;

/// <summary>A time of publication as one source names it.</summary>
/// <param name="Day">The day in the newsroom's zone, or the day as written where no offset is named.</param>
/// <param name="Instant">The instant with the offset that is written; null where none is.</param>
internal readonly record struct PublicationMoment(DateOnly Day, DateTimeOffset? Instant = null)
{
    /// <summary>The day that a reader of the page sees: as written; where the page counts in UTC, which is nobody's wall clock, as the newsroom counts.</summary>
    public DateOnly DayShown => Instant is { } instant && instant.Offset != TimeSpan.Zero ? DateOnly.FromDateTime(instant.DateTime) : Day;

    /// <summary>Whether both may be one moment: days of two zones differ by one at most.</summary>
    public bool AgreesWith(PublicationMoment other) => Math.Abs(Day.DayNumber - other.Day.DayNumber) <= 1;
}
