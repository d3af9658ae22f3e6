namespace Pipeline.LocalHost.Replay;

/// <summary>The clock of a replay: it stands still at the day that is being told, and every look moves it on by a millisecond.</summary>
internal sealed class ReplayClock : TimeProvider
{
    private long _ticks;

    /// <summary>Goes to the morning of <paramref name="day"/>, never back.</summary>
    public void GoTo(DateOnly day) => _ticks = Math.Max(_ticks, day.ToDateTime(new TimeOnly(6, 0)).Ticks);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(Interlocked.Add(ref _ticks, TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
}
