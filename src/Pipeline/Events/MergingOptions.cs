using System.ComponentModel.DataAnnotations;

namespace Pipeline.Events;

/// <summary>When two reports are one event, and when an event is old. Section <c>Merging</c>.</summary>
public sealed class MergingOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Merging";

    /// <summary>Days between an event's last day and the publication of the article after which it is background. Default 7; 0 to 3,650.</summary>
    [Range(0, 3_650)]
    public int FreshDays { get; set; } = 7;

    /// <summary>Events of one date that are compared at most. Default 100; 1 to 1,000.</summary>
    [Range(1, 1_000)]
    public int CandidateLimit { get; set; } = 100;

    /// <summary>Similarity, from 0 to 1, from which two reports of the same date and status are one event. Default 0.5.</summary>
    [Range(0.0, 1.0)]
    public double SameEvent { get; set; } = 0.5;

    /// <summary>Similarity from which a report that moves, cancels or denies is about an event; it says less of it. Default 0.35.</summary>
    [Range(0.0, 1.0)]
    public double ChangedEvent { get; set; } = 0.35;
}
