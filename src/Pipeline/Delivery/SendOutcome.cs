namespace Pipeline.Delivery;

/// <summary>How an attempt to send ended. Closed: the four nested cases are all there are.</summary>
public abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <summary>The server took the mail and said so.</summary>
    /// <param name="Receipt">The server's words.</param>
    public sealed record Submitted(string Receipt) : SendOutcome;

    /// <summary>It has surely not gone out; a later attempt may succeed.</summary>
    /// <param name="Reason">What happened.</param>
    public sealed record NotSent(string Reason) : SendOutcome;

    /// <summary>The server refused it for good.</summary>
    /// <param name="Reason">The server's words.</param>
    public sealed record Refused(string Reason) : SendOutcome;

    /// <summary>The line broke after the mail was handed over: it may have gone out.</summary>
    /// <param name="Reason">What happened.</param>
    public sealed record Uncertain(string Reason) : SendOutcome;
}
