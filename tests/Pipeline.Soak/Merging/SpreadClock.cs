namespace Pipeline.Soak.Merging;

/// <summary>
/// A clock that goes on by one minute whenever it is asked: what is stored in a moment is spread over months, as it would be, and no hour has more changes than one has.
/// Thread-safe.
/// </summary>
/// <param name="start">What it says first.</param>
internal sealed class SpreadClock(DateTimeOffset start) : TimeProvider
{
    private long _minutes = -1;

    public override DateTimeOffset GetUtcNow() => start.AddMinutes(Interlocked.Increment(ref _minutes));
}
