namespace Pipeline.Delivery;

/// <summary>How an attempt to send ended. Closed: the seven nested cases are all there are.</summary>
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

    /// <summary>The address is bad for good: the delivery has failed, and the address is suppressed.</summary>
    /// <param name="Reason">The server's words.</param>
    public sealed record AddressRefused(string Reason) : SendOutcome;

    /// <summary>This message is refused for good, the address is not; many in a row are the sender's fault.</summary>
    /// <param name="Reason">The server's words.</param>
    public sealed record MessageRefused(string Reason) : SendOutcome;

    /// <summary>The sender is refused (policy, log-in, set-up): so would be every mail, and the issue is paused. This one has surely not gone out.</summary>
    /// <param name="Reason">The server's words.</param>
    public sealed record SenderRefused(string Reason) : SendOutcome;

    /// <summary>It was not given to a server, since it must not leave any more.</summary>
    /// <param name="Reason">One of <see cref="DeliveryAnswers"/>.</param>
    public sealed record Withheld(string Reason) : SendOutcome;

    /// <summary>The line broke after the mail was handed over: it may have gone out.</summary>
    /// <param name="Reason">What happened.</param>
    public sealed record Uncertain(string Reason) : SendOutcome;
}
