namespace Pipeline.Bounces;

/// <summary>What was read from a mail that came back. Closed: the two nested cases are all there are.</summary>
public abstract record BounceReading
{
    private BounceReading()
    {
    }

    /// <summary>A report.</summary>
    /// <param name="Notices">One for each recipient, at least one.</param>
    public sealed record Report(IReadOnlyList<BounceNotice> Notices) : BounceReading;

    /// <summary>No report that we understand.</summary>
    /// <param name="Reason">One of <see cref="BounceReasons"/>.</param>
    public sealed record Unknown(string Reason) : BounceReading;
}
