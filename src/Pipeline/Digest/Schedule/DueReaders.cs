using Microsoft.Extensions.Options;
using Pipeline.Subscribers;

namespace Pipeline.Digest.Schedule;

/// <summary>
/// Tells when readers are due: at each edition of the list, or at their own hour on their own days, in their own zone. Each due local day has one
/// due instant, whatever the clocks do on it (see <see cref="LocalClock"/>), so that a stretch of time can be cut into ticks anywhere: every due
/// instant falls into one of them. Pure but for the memory of zones; thread-safe.
/// </summary>
public sealed class DueReaders
{
    /// <summary>
    /// How long before the cut-off of an issue its readers may have fallen due where the timer runs as it should: a reader who is due at 23:50 gets an
    /// issue that is cut off after midnight, and it is the digest of the day before.
    /// </summary>
    public static readonly TimeSpan UsualDelay = TimeSpan.FromHours(1);

    // The days of a week, and one more that the clocks may have skipped.
    private const int MaxDaysBack = 9;
    private readonly TimeZones _zones = new();
    private readonly TimeZoneInfo _newsroom;
    private readonly EditionTimes _editions;

    /// <summary>For the editions of the list and the zone of the newsroom.</summary>
    /// <exception cref="ArgumentException">The editions cannot be read, or the zone is unknown; both are checked at start-up.</exception>
    public DueReaders(IOptions<DigestOptions> options, IOptions<NewsroomOptions> newsroom)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(newsroom);
        _editions = EditionTimes.TryParse(options.Value.Editions, out var editions)
            ? editions
            : throw new ArgumentException($"'{options.Value.Editions}' are no times of editions.", nameof(options));
        _newsroom = _zones.Find(newsroom.Value.TimeZone)
            ?? throw new ArgumentException($"'{newsroom.Value.TimeZone}' is no time zone.", nameof(newsroom));
    }

    /// <summary>Whether the zone of <paramref name="preferences"/> is known; the newsroom's stands in for one that is not.</summary>
    public bool KnowsZoneOf(Preferences preferences)
    {
        ArgumentNullException.ThrowIfNull(preferences);
        return _zones.Find(preferences.TimeZone) is not null;
    }

    /// <summary>Whether an edition of the list falls in (<paramref name="after"/>, <paramref name="until"/>].</summary>
    public bool IsEdition(DateTimeOffset after, DateTimeOffset until) => LastEdition(after, until) is not null;

    /// <summary>
    /// When the reader fell due last in (<paramref name="after"/>, <paramref name="until"/>]; null for not at all. Nobody is due again for what
    /// <paramref name="last"/>, the cut-off of the issue that the reader had last, has covered. Where the preferences were changed after it, a reader
    /// with an hour of their own is not due on its day either, so that an hour which is moved after the digest of the day makes no second one.
    /// </summary>
    public DateTimeOffset? DueAt(Preferences preferences, DateTimeOffset after, DateTimeOffset until, DateTimeOffset? last = null)
    {
        ArgumentNullException.ThrowIfNull(preferences);
        var zone = _zones.Find(preferences.TimeZone) ?? _newsroom;
        if (LastDue(preferences, zone, after, until) is not { } due || due <= last)
        {
            return null;
        }

        var mayRepeatDay = preferences.ChangedAt >= last && preferences.Frequency != DigestFrequency.EveryDigest;
        return mayRepeatDay && ServedDay(preferences, zone, last!.Value) == LocalClock.DayOf(zone, due) ? null : due;
    }

    /// <summary>Whether the reader wants no digest on the local day of <paramref name="at"/>.</summary>
    public bool IsPaused(Preferences preferences, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(preferences);
        return preferences.PausedUntil is { } paused && LocalClock.DayOf(_zones.Find(preferences.TimeZone) ?? _newsroom, at) < paused;
    }

    private DateTimeOffset? LastDue(Preferences preferences, TimeZoneInfo zone, DateTimeOffset after, DateTimeOffset until)
    {
        var due = preferences.Frequency == DigestFrequency.EveryDigest
            ? LastEdition(after, until)
            : LastOf(zone, preferences.Hour, day => IsChosen(preferences, day), after, until);
        return due is { } at && !IsPaused(preferences, at) ? due : null;
    }

    private DateTimeOffset? LastEdition(DateTimeOffset after, DateTimeOffset until)
    {
        DateTimeOffset? last = null;
        foreach (var time in _editions.Times)
        {
            var edition = LastOf(_newsroom, time, static _ => true, last ?? after, until);
            last = edition ?? last;
        }

        return last;
    }

    // From the day after the last one: clocks that go back over midnight show a day before they return to the one before it.
    private static DateTimeOffset? LastOf(TimeZoneInfo zone, TimeOnly hour, Func<DateOnly, bool> isChosen, DateTimeOffset after, DateTimeOffset until)
    {
        if (until <= after)
        {
            return null;
        }

        var day = LocalClock.DayOf(zone, until).AddDays(1);
        for (var back = 0; back <= MaxDaysBack; back++, day = day.AddDays(-1))
        {
            if (!isChosen(day) || LocalClock.InstantOf(zone, day, hour) is not { } due || due > until)
            {
                continue;
            }

            return due > after ? due : null;
        }

        return null;
    }

    // The day whose digest the issue was; the local day of its cut-off where that cannot be told from the choices as they are now.
    private DateOnly ServedDay(Preferences preferences, TimeZoneInfo zone, DateTimeOffset cutOff) =>
        LocalClock.DayOf(zone, LastDue(preferences, zone, cutOff - UsualDelay, cutOff) ?? cutOff);

    private static bool IsChosen(Preferences preferences, DateOnly day) => preferences.Frequency switch
    {
        DigestFrequency.ChosenDays => preferences.Days.Count == 0 || preferences.Days.Contains(day.DayOfWeek),
        DigestFrequency.Weekly => day.DayOfWeek == WeekdayOf(preferences.Days),
        _ => true,
    };

    // The week begins on Monday, whatever the order in which the days were chosen.
    private static DayOfWeek WeekdayOf(IReadOnlyList<DayOfWeek> days) =>
        days.Count == 0 ? DayOfWeek.Monday : days.MinBy(day => ((int)day + 6) % 7);
}
