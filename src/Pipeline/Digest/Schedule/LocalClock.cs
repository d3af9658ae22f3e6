namespace Pipeline.Digest.Schedule;

/// <summary>
/// Which instant an hour of a local day is. Only the way from instants to local time is asked of <see cref="TimeZoneInfo"/>: the way back is decided
/// here, once for every kind of jump (an hour, half an hour, a whole day), where the library would throw, guess, or know nothing of skipped days.
/// </summary>
internal static class LocalClock
{
    // Offsets reach from -12 h to +14 h, and no zone has jumped twice within two days.
    private static readonly TimeSpan s_reach = TimeSpan.FromDays(1);
    private static readonly TimeSpan s_lastOfDay = TimeSpan.FromMinutes(1);

    /// <summary>The local day on which <paramref name="instant"/> falls.</summary>
    public static DateOnly DayOf(TimeZoneInfo zone, DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime + zone.GetUtcOffset(instant.UtcDateTime));

    /// <summary>
    /// The first instant at which the clocks of <paramref name="zone"/> show <paramref name="hour"/> on <paramref name="day"/>. An hour that the clocks
    /// skip gives the first instant after the jump, or the last minute before it where the jump ends on the next day; a day that they skip gives null.
    /// </summary>
    public static DateTimeOffset? InstantOf(TimeZoneInfo zone, DateOnly day, TimeOnly hour)
    {
        var local = day.ToDateTime(hour, DateTimeKind.Utc);
        var (first, last) = (local - s_reach, local + s_reach);
        var (before, after) = (zone.GetUtcOffset(first), zone.GetUtcOffset(last));
        if (before == after)
        {
            return new DateTimeOffset(local - before);
        }

        var jump = JumpBetween(zone, first, last, before);
        return local - before < jump ? new DateTimeOffset(local - before)
            : local - after >= jump ? new DateTimeOffset(local - after)
            : Skipped(zone, day, new DateTimeOffset(jump));
    }

    private static DateTimeOffset? Skipped(TimeZoneInfo zone, DateOnly day, DateTimeOffset jump) =>
        DayOf(zone, jump) == day ? jump
        : DayOf(zone, jump - s_lastOfDay) == day ? jump - s_lastOfDay
        : null;

    // The first second with another offset; zones jump at whole seconds.
    private static DateTime JumpBetween(TimeZoneInfo zone, DateTime first, DateTime last, TimeSpan before)
    {
        var (low, high) = (0L, (last - first).Ticks / TimeSpan.TicksPerSecond);
        var start = first.AddTicks(-(first.Ticks % TimeSpan.TicksPerSecond));
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = zone.GetUtcOffset(start.AddSeconds(middle)) == before ? (middle, high) : (low, middle);
        }

        return start.AddSeconds(high);
    }
}
