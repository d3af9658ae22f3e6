namespace Pipeline.Bounces;

/// <summary>How a call with mail events ended. Closed: the three nested cases are all there are.</summary>
public abstract record MailEventsAnswer
{
    private MailEventsAnswer()
    {
    }

    /// <summary>The sender asks whether it may send events; the answer is its own code.</summary>
    /// <param name="Code">The code to give back.</param>
    public sealed record Handshake(string Code) : MailEventsAnswer;

    /// <summary>The events were taken in.</summary>
    /// <param name="Applied">Those that were about a reader.</param>
    public sealed record Taken(int Applied) : MailEventsAnswer;

    /// <summary>The content is none that we understand.</summary>
    public sealed record Malformed : MailEventsAnswer;
}
