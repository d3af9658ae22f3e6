namespace Pipeline.Delivery;

/// <summary>A mail to one reader, ready to be sent.</summary>
public sealed record OutgoingMail
{
    /// <summary>Stable id, the same at every attempt: becomes the Message-ID's left side.</summary>
    public required string Id { get; init; }

    /// <summary>Address of the reader.</summary>
    public required string To { get; init; }

    /// <summary>Address of the sender.</summary>
    public required string From { get; init; }

    /// <summary>Name of the sender as shown.</summary>
    public required string FromName { get; init; }

    /// <summary>Subject, without line ends.</summary>
    public required string Subject { get; init; }

    /// <summary>The HTML part.</summary>
    public required string Html { get; init; }

    /// <summary>The text part.</summary>
    public required string Text { get; init; }

    /// <summary>Language of both parts.</summary>
    public required string Language { get; init; }

    /// <summary>List-Id of the list (RFC 2919), without angle brackets.</summary>
    public required string ListId { get; init; }

    /// <summary>The Date header: when the issue was frozen.</summary>
    public required DateTimeOffset Date { get; init; }
}
