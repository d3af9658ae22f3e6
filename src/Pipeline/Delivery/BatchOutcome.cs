namespace Pipeline.Delivery;

/// <summary>What came of a few mails that were sent at once.</summary>
public abstract record BatchOutcome
{
    private BatchOutcome()
    {
    }

    /// <summary>None of them is open any more, or another sender has them.</summary>
    public sealed record Ended : BatchOutcome;

    /// <summary>Some have to be tried again after a while.</summary>
    public sealed record Waiting(TimeSpan For) : BatchOutcome;

    /// <summary>None of them was taken, each for a reason that passes: the server is away or overloaded.</summary>
    public sealed record NothingTaken(TimeSpan For) : BatchOutcome;

    /// <summary>The issue has been paused.</summary>
    public sealed record Stopped : BatchOutcome;
}
