using Microsoft.Azure.Functions.Worker;
using NCrontab;

namespace Pipeline.LocalHost.Hosting;

/// <summary>A cron expression of six fields, seconds first, or five, in UTC. Immutable.</summary>
internal sealed class TimerSchedule
{
    private readonly CrontabSchedule _schedule;

    private TimerSchedule(CrontabSchedule schedule) => _schedule = schedule;

    /// <summary>Reads <paramref name="expression"/>.</summary>
    public static TimerSchedule Parse(string expression)
    {
        var fields = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var schedule = CrontabSchedule.TryParse(string.Join(' ', fields), new CrontabSchedule.ParseOptions { IncludingSeconds = fields.Length == 6 });
        return schedule is null
            ? throw new HostFailure($"'{expression}' is no schedule: it takes six cron fields, seconds first, in UTC, such as \"0 30 5 * * *\".")
            : new TimerSchedule(schedule);
    }

    /// <summary>The first run after <paramref name="instant"/>.</summary>
    public DateTimeOffset NextAfter(DateTimeOffset instant) => new(_schedule.GetNextOccurrence(instant.UtcDateTime), TimeSpan.Zero);

    /// <summary>Whether a run fell due between the last one and <paramref name="now"/>. A timer that never ran has missed nothing.</summary>
    public bool IsMissed(ScheduleStatus? status, DateTimeOffset now) =>
        status is not null && NextAfter(new DateTimeOffset(DateTime.SpecifyKind(status.Last, DateTimeKind.Utc))) <= now;
}
