using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Pipeline.LocalHost.Hosting;

/// <summary>Drives the timer functions on their schedules, in UTC. However many runs were missed, one call catches up, with IsPastDue.</summary>
internal sealed partial class TimerLoop
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    // A laptop that slept wakes up late; less than this is the loop's own pace.
    private static readonly TimeSpan s_late = TimeSpan.FromMinutes(1);
    private readonly IReadOnlyList<(FunctionEntry Function, TimerSchedule Schedule)> _timers;
    private readonly Dictionary<string, DateTimeOffset> _due = new(StringComparer.Ordinal);
    private readonly HostStore _store;
    private readonly FunctionInvoker _invoker;
    private readonly StorageWatch _watch;
    private readonly TimeProvider _time;
    private readonly ILogger<TimerLoop> _logger;

    public TimerLoop(
        IReadOnlyList<FunctionEntry> functions, IConfiguration configuration, HostStore store, FunctionInvoker invoker, StorageWatch watch,
        TimeProvider time, ILogger<TimerLoop> logger)
    {
        _timers =
        [
            .. from function in functions
               where function.Trigger is FunctionTrigger.Timer
               let schedule = SettingReference.Resolve(((FunctionTrigger.Timer)function.Trigger).Schedule, configuration)
               select (function, TimerSchedule.Parse(schedule)),
        ];
        _store = store;
        _invoker = invoker;
        _watch = watch;
        _time = time;
        _logger = logger;
    }

    /// <summary>When the timer of <paramref name="function"/> is due next.</summary>
    public DateTimeOffset NextRunOf(string function) =>
        _timers.Single(timer => timer.Function.Name == function).Schedule.NextAfter(_time.GetUtcNow());

    /// <summary>Calls every timer function now, whatever its schedule says; this also catches up what was missed.</summary>
    public async Task RunNowAsync(CancellationToken cancellationToken)
    {
        foreach (var (function, schedule) in _timers)
        {
            var status = await _store.FindTimerAsync(function.Name, cancellationToken);
            await CallAsync(function, schedule, status, schedule.IsMissed(status, _time.GetUtcNow()), cancellationToken);
        }
    }

    public Task RunAsync(CancellationToken cancellationToken) =>
        _watch.KeepAsync(StartAsync, TurnAsync, s_pause, cancellationToken);

    // After an outage too: what fell due meanwhile is late, not lost.
    private async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var (function, schedule) in _timers)
        {
            var now = _time.GetUtcNow();
            var status = await _store.FindTimerAsync(function.Name, cancellationToken);
            _due[function.Name] = schedule.IsMissed(status, now) ? now - s_late : schedule.NextAfter(now);
        }
    }

    private async Task TurnAsync(CancellationToken cancellationToken)
    {
        foreach (var (function, schedule) in _timers)
        {
            var now = _time.GetUtcNow();
            var due = _due[function.Name];
            if (due <= now)
            {
                var status = await _store.FindTimerAsync(function.Name, cancellationToken);
                await CallAsync(function, schedule, status, now - due >= s_late, cancellationToken);
                _due[function.Name] = schedule.NextAfter(_time.GetUtcNow());
            }
        }
    }

    private async Task CallAsync(
        FunctionEntry function, TimerSchedule schedule, ScheduleStatus? status, bool isPastDue, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var info = new TimerInfo { IsPastDue = isPastDue, ScheduleStatus = status };
        try
        {
            await _invoker.InvokeAsync(function, info, cancellationToken);
        }
        catch (Exception failure) when (!StorageOutage.Is(failure) && !cancellationToken.IsCancellationRequested)
        {
            // As in the cloud: a run that failed is over, and the next one is due by schedule.
            LogRunFailed(_logger, function.Name, failure);
        }

        var ran = new ScheduleStatus { Last = now.UtcDateTime, Next = schedule.NextAfter(now).UtcDateTime, LastUpdated = now.UtcDateTime };
        await _store.SaveTimerAsync(function.Name, ran, cancellationToken);
    }
}
