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

    /// <summary>The other events by matter, in the order of telling; the first holds what belongs to the lead.</summary>
    public IReadOnlyList<DigestDossier> Dossiers { get; init; } = [];

    /// <summary>The next planned events, earliest first.</summary>
    public IReadOnlyList<StoredEvent> Upcoming { get; init; } = [];

    /// <summary>Old facts that the articles recalled.</summary>
    public IReadOnlyList<DigestItem> Context { get; init; } = [];

    /// <summary>Events that an earlier issue told and that no article tells any more.</summary>
    public IReadOnlyList<StoredEvent> Withdrawn { get; init; } = [];

    /// <summary>Number of those left out for length.</summary>
    public int OmittedWithdrawn { get; init; }

    /// <summary>Number of dossiers left out whole, for length.</summary>
    public int OmittedDossiers { get; init; }

    /// <summary>Number of new or changed events in those dossiers.</summary>
    public int OmittedEvents { get; init; }

    /// <summary>All events that are new or changed, told or left out for length, in no order.</summary>
    public IReadOnlyList<DigestItem> News { get; init; } = [];

    /// <summary>Events of which nothing is new but a further source, in no order.</summary>
    public IReadOnlyList<DigestItem> Confirmed { get; init; } = [];

    /// <summary>Number of events told as new, or left out.</summary>
    public required int NewCount { get; init; }

    /// <summary>Number of events told as changed, or left out.</summary>
    public required int ChangedCount { get; init; }

    /// <summary>Ids of all changes in the window, told or passed over in silence.</summary>
    public required IReadOnlyList<string> ChangeIds { get; init; }

    /// <summary>The lead and the others.</summary>
    public IEnumerable<DigestItem> Told => [Lead, .. Dossiers.SelectMany(dossier => dossier.Items)];
}
