namespace Pipeline.Delivery;

/// <summary>
/// A mail has surely not gone out, and its delivery is planned again. Thrown at the end of the attempt so that the queue keeps the ticket and tries
/// again soon; what the queue gives up, the next digest run resumes.
/// </summary>
public sealed class MailNotSentException : Exception
{
    /// <summary>An exception that says what the server or the line did, without the reader's address.</summary>
    public MailNotSentException(string reason)
        : base(reason)
    {
    }

    /// <summary>For serializers and tools.</summary>
    public MailNotSentException()
    {
    }

    /// <summary>An exception with its cause.</summary>
    public MailNotSentException(string reason, Exception cause)
        : base(reason, cause)
    {
    }
}
