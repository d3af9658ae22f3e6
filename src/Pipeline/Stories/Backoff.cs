namespace Pipeline.Stories;

/// <summary>
/// How long a lost try waits. Two workers on one row undo each other's tries for ever unless one of them waits: the longer, the more often it was undone, and at random.
/// </summary>
internal static class Backoff
{
    private static readonly TimeSpan s_first = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(2);

    /// <summary>Waits before try number <paramref name="tries"/>, from 0; the first retry is at once, since mostly the other one is done.</summary>
    public static Task WaitAsync(int tries, CancellationToken cancellationToken)
    {
        var longest = Math.Min(s_longest.TotalMilliseconds, s_first.TotalMilliseconds * Math.Pow(2, tries));
        return tries < 2 ? Task.CompletedTask : Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * longest), cancellationToken);
    }
}
