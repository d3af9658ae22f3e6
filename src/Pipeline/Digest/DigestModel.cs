using Pipeline.Events;

namespace Pipeline.Digest;

/// <summary>What one issue tells, before it is put into words. Immutable.</summary>
public sealed record DigestModel
{
    /// <summary>End of the window.</summary>
    public required DateTimeOffset CutOff { get; init; }

    /// <summary>Cut-off of the issue before; null for the first.</summary>
    public DateTimeOffset? Previous { get; init; }

    /// <summary>The event told first and large.</summary>
    public required DigestItem Lead { get; init; }

    /// <summary>The other new events, in the order of telling.</summary>
    public IReadOnlyList<DigestItem> New { get; init; } = [];

    /// <summary>The other changed events, in the order of telling.</summary>
    public IReadOnlyList<DigestItem> Changed { get; init; } = [];

    /// <summary>The next planned events, earliest first.</summary>
    public IReadOnlyList<StoredEvent> Upcoming { get; init; } = [];

    /// <summary>Old facts that the articles recalled.</summary>
    public IReadOnlyList<DigestItem> Context { get; init; } = [];

    /// <summary>Number of events left out for length.</summary>
    public int Omitted { get; init; }

    /// <summary>Ids of all changes in the window, told or passed over in silence.</summary>
    public required IReadOnlyList<string> ChangeIds { get; init; }

    /// <summary>The lead and the others.</summary>
    public IEnumerable<DigestItem> Told => [Lead, .. Changed, .. New];
}
