using Pipeline.Delivery;
using Pipeline.Subscribers;

namespace Pipeline.Bounces;

/// <summary>What one report says of one recipient.</summary>
public sealed record BounceNotice
{
    /// <summary>Id of the report, the same when it comes again.</summary>
    public required string Id { get; init; }

    /// <summary>What it says.</summary>
    public required BounceKind Kind { get; init; }

    /// <summary>Address of the recipient as the report gives it; null for none. Stored nowhere.</summary>
    public string? Address { get; init; }

    /// <summary>
    /// The reader whom the returned mail names by a link that only we can sign: proof that the report is about a mail of ours, and about whom. Null where nothing was
    /// returned; anybody may write such a report.
    /// </summary>
    public SubscriberId? Proven { get; init; }

    /// <summary>Left side of the returned mail's Message-ID; null for none. Ours is known to nobody but us and who got the mail.</summary>
    public string? MessageId { get; init; }

    /// <summary>Whether the report comes from a service that has logged in, and needs no other proof.</summary>
    public bool IsTrusted { get; init; }

    /// <summary>The enhanced code; null for none.</summary>
    public EnhancedStatus? Status { get; init; }
}
