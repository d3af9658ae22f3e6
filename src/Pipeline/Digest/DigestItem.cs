using Pipeline.Events;
using Pipeline.Extraction;

namespace Pipeline.Digest;

/// <summary>One event in a digest, and what of it is told.</summary>
/// <param name="Event">The event as it stands.</param>
/// <param name="Changes">What became known of it in the window, oldest first.</param>
public sealed record DigestItem(StoredEvent Event, IReadOnlyList<EventChange> Changes)
{
    /// <summary>How much it weighs in its issue.</summary>
    public Salience Salience { get; init; } = new();

    /// <summary>Where it stands in the article that tells it earliest, in characters from the start: what opens an article is its matter.</summary>
    public int Position => Event.Sources.Min(source => source.Position);

    /// <summary>Publication day of the newest article that tells it.</summary>
    public DateOnly Published => Event.Sources.Max(source => source.Published);

    /// <summary>Number of publishers that tell it; two articles of one publisher are one voice.</summary>
    public int IndependentSources => Event.IndependentSources;

    /// <summary>Whether its date changed in the window.</summary>
    public bool IsMoved => Has(EventChangeKind.DateChanged);

    /// <summary>Whether it is told as changed. What is told for the first time is new, however often it changed since.</summary>
    public bool IsChanged => IsUpdated || IsContradicted || IsRecounted;

    /// <summary>Whether its date or status is told as changed.</summary>
    public bool IsUpdated => !Has(EventChangeKind.New) && (IsMoved || Has(EventChangeKind.StatusChanged));

    /// <summary>Whether a source is told that gives another date.</summary>
    public bool IsContradicted => !IsUpdated && !Has(EventChangeKind.New) && Has(EventChangeKind.Contradicted);

    /// <summary>Whether it is told that what it counts has changed.</summary>
    public bool IsRecounted => !IsUpdated && !IsContradicted && !Has(EventChangeKind.New) && Has(EventChangeKind.FigureChanged);

    /// <summary>Whether nothing is told of it but that a further source has it too.</summary>
    public bool IsConfirmed => !IsChanged && !IsNew && !IsContext && Has(EventChangeKind.Confirmed);

    /// <summary>Whether it is told as new.</summary>
    public bool IsNew => !IsChanged && Has(EventChangeKind.New);

    /// <summary>Whether it is an old fact, told for context only.</summary>
    public bool IsContext => !IsChanged && !IsNew && Has(EventChangeKind.Background);

    /// <summary>Whether it alters what readers may have planned or believed: changed, moved, called off or denied.</summary>
    public bool IsTurn => IsChanged || IsMoved || Event.Status is EventStatus.Cancelled or EventStatus.Denied || NeedsCheck;

    private bool NeedsCheck => Event.Warnings.Contains(ExtractionWarning.WeekdayMismatch.Code()) || Event.Warnings.Contains(ExtractionWarning.SourceContradiction.Code());

    /// <summary>The value before the first change of <paramref name="kind"/> in the window, or null.</summary>
    public string? Before(EventChangeKind kind) => Changes.FirstOrDefault(change => change.Kind == kind)?.From;

    private bool Has(EventChangeKind kind) => Changes.Any(change => change.Kind == kind);
}
