namespace Pipeline.Extraction.Explanation;

/// <summary>What became of an expression. Closed: the two nested cases are all there are.</summary>
public abstract record TimexOutcome
{
    private TimexOutcome()
    {
    }

    /// <summary>It gives an event its date, alone or with its neighbours.</summary>
    /// <param name="Event">The event.</param>
    public sealed record Made(DatedEvent Event) : TimexOutcome;

    /// <summary>It made no event.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Dropped(DropReason Reason) : TimexOutcome;
}
