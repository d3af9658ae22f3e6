namespace Pipeline.Subscribers;

/// <summary>A reader, the only place in which the address stands. Immutable.</summary>
public sealed record Subscriber
{
    /// <summary>Keyed hash of the address.</summary>
    public required SubscriberId Id { get; init; }

    /// <summary>The address as the reader wrote it, without spaces around it.</summary>
    public required string Address { get; init; }

    /// <summary>Where the reader stands.</summary>
    public required SubscriberState State { get; init; }

    /// <summary>What the reader has chosen.</summary>
    public required Preferences Preferences { get; init; }

    /// <summary>The consent given last; null while it is asked for.</summary>
    public Consent? Consent { get; init; }

    /// <summary>Tokens made for an earlier number are no longer taken; it grows when the reader leaves or comes back.</summary>
    public long TokenVersion { get; init; }

    /// <summary>When the reader first asked.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When a mail that asks for confirmation was sent last; null for never.</summary>
    public DateTimeOffset? AskedAt { get; init; }
}
