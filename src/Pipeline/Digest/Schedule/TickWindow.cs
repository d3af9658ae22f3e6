namespace Pipeline.Digest.Schedule;

/// <summary>
/// The stretch of time that a tick sees to: (<paramref name="After"/>, <paramref name="Until"/>]. The end is included, so that a reader who is due at the
/// very instant of a tick is due at it.
/// </summary>
/// <param name="After">The last instant that an earlier tick has seen to, or the beginning of what may still be caught up.</param>
/// <param name="Until">The cut-off of the tick's issue; whole milliseconds, UTC.</param>
public readonly record struct TickWindow(DateTimeOffset After, DateTimeOffset Until)
{
    /// <summary>What the first tick of a list sees to: a list that never ran has missed nothing but what fell between two ticks.</summary>
    public static readonly TimeSpan First = TimeSpan.FromMinutes(15);

    /// <summary>Whether nobody can be due, because the clock has not moved on.</summary>
    public bool IsEmpty => Until <= After;

    /// <summary>
    /// The window of the issue in progress, or of a tick at <paramref name="now"/>. Runs that were missed are caught up within
    /// <paramref name="lifetime"/>, the life of an issue, and not after it: an issue would be late by more than it may be.
    /// </summary>
    public static TickWindow Of(DigestCoverage? coverage, DateTimeOffset now, TimeSpan lifetime)
    {
        var until = coverage?.InProgress?.CutOff ?? Whole(now);
        var oldest = until - (coverage is null && lifetime > First ? First : lifetime);
        return new(coverage is not null && coverage.Until > oldest ? coverage.Until : oldest, until);
    }

    /// <summary>The instant in UTC without fractions of milliseconds, as the ids of issues have it.</summary>
    public static DateTimeOffset Whole(DateTimeOffset instant)
    {
        var ticks = instant.UtcTicks;
        return new(ticks - (ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
    }
}
